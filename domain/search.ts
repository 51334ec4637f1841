import { latinSpellings } from './spellings.ts'

/**
 * The search of events and people. One analysis turns both the texts and the query into tokens, so that both have the same form. Firestore
 * finds documents by one stored term; `isFoundBy` then compares the whole query in memory.
 */

/** A word is found by its beginning. A run is text of a script without spaces between words, and is found by any part. */
export type Token = { text: string; isRun: boolean }

/** Letters that Unicode does not split into a letter and a mark, and letters that people write in two ways. */
const spellings: ReadonlyMap<string, string> = new Map([
  ...latinSpellings,
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ŋ', 'n'],
  ['ς', 'σ'],
  // Persian and Arabic keyboards have different letters for the same sound.
  ['ی', 'ي'],
  ['ى', 'ي'],
  ['ک', 'ك'],
  ['ة', 'ه'],
])
const spelled = new RegExp(`[${[...spellings.keys()].join('')}]`, 'gu')

/**
 * Accents of Latin, Greek and Cyrillic, points of Hebrew and vowel marks of Arabic, which people leave out. The vowel signs of Indic scripts
 * and of Thai are not among them: without them काल and कार्यशाला begin alike.
 */
const optionalMarks = new RegExp(
  [
    '[\\u0300-\\u036f\\u0483-\\u0489\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f]',
    '[\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7]',
    '[\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed]',
    // The stretch of Arabic calligraphy.
    '\\u0640',
  ].join('|'),
  'gu',
)

/** Soft hyphens, zero-width spaces and joiners, which hide inside a word. */
const ignorable = /\p{Default_Ignorable_Code_Point}/gu

/** Scripts without spaces between words, and Hangul, whose words carry endings and are often written together. */
const run =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\u30fc]'
const runs = new RegExp(`${run}+`, 'gu')
const isRun = new RegExp(`^${run}`, 'u')

const apostrophes = "['’‘ʼ׳״]"
const hyphens = '[\\p{Pd}\u2212._·]'
/** `c++` and `c#` keep their signs, `c#` only at the end of a word. */
const word = '[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*(?:\\+\\+|#(?![\\p{L}\\p{N}]))?'
/** Runs, and words with what joins them. Compiled once, because classes of Unicode take longer than a search. */
const pieces = new RegExp(`${run}+|${word}(?:(?:${apostrophes}|${hyphens})${word})*`, 'gu')
const atApostrophe = new RegExp(apostrophes, 'gu')
const atHyphen = new RegExp(hyphens, 'u')
const atEither = new RegExp(`${apostrophes}|${hyphens}`, 'u')

/** Lower case, without accents, in one spelling. */
const fold = (text: string): string =>
  text
    // Their compatibility form is a space with an accent.
    .replace(/[`´]/g, "'")
    .normalize('NFKD')
    .replace(ignorable, '')
    .replace(optionalMarks, '')
    .toLowerCase()
    .replace(optionalMarks, '')
    .replace(spelled, (letter) => spellings.get(letter)!)
    .normalize('NFC')

const lengthOf = (text: string): number => [...text].length

/** The runs of a text, and its words as they are written: `o'reilly`, `e-mail`. */
const piecesOf = (text: string): string[] => fold(text).replace(runs, ' $& ').match(pieces) ?? []

const unique = (tokens: Token[]): Token[] => [...new Map(tokens.map((token) => [token.text, token])).values()]
const toToken = (text: string): Token => ({ text, isRun: isRun.test(text) })

/** The tokens that texts are found by. A word with a hyphen or an apostrophe is found by its parts and written as one. */
export const tokensOf = (texts: readonly string[]): Token[] =>
  unique(
    texts.flatMap(piecesOf).flatMap((piece) => {
      if (isRun.test(piece)) return [toToken(piece)]
      const withoutApostrophes = piece.replace(atApostrophe, '')
      return [
        ...piece.split(atEither),
        ...withoutApostrophes.split(atHyphen),
        withoutApostrophes.split(atHyphen).join(''),
      ].map(toToken)
    }),
  )

/**
 * The tokens of a query, which all have to be there. An apostrophe joins the parts of a word, a hyphen separates them, because people write
 * `data-science` for data science. A part of one letter, as in `e-mail`, is joined.
 */
export const queryTokens = (query: string): Token[] =>
  unique(
    piecesOf(query).flatMap((piece) => {
      if (isRun.test(piece)) return [toToken(piece)]
      const parts = piece.replace(atApostrophe, '').split(atHyphen)
      return parts.some((part) => lengthOf(part) === 1) ? [toToken(parts.join(''))] : parts.map(toToken)
    }),
  )

/** Longer beginnings are compared in memory. */
const maxTermLength = 15

const beginningsOf = (letters: readonly string[]): string[] =>
  letters.slice(0, maxTermLength).map((_, index) => letters.slice(0, index + 1).join(''))

/** The letters of a run, and its pairs of letters that stand side by side. */
const pairsOf = (letters: readonly string[]): string[] => [
  ...letters.slice(1).map((letter, index) => `${letters[index]}${letter}`),
  ...letters,
]

/** The terms to store of some tokens, for `array-contains`. Earlier tokens come first, because the caller may cut the list. */
export const storedTerms = (tokens: readonly Token[]): string[] => [
  ...new Set(tokens.flatMap(({ text, isRun }) => (isRun ? pairsOf([...text]) : beginningsOf([...text])))),
]

/** The stored term by which Firestore finds the documents of a query: the longest one, which is likely the rarest. Undefined without tokens. */
export const termOf = (query: readonly Token[]): string | undefined =>
  query
    .map(({ text, isRun }) => [...text].slice(0, isRun ? 2 : maxTermLength).join(''))
    .sort((a, b) => lengthOf(b) - lengthOf(a))[0]

/** Whether texts with these tokens have each token of the query. */
export const isFoundBy = (query: readonly Token[], tokens: readonly Token[]): boolean =>
  query.every((part) =>
    tokens.some(({ text, isRun }) =>
      isRun ? part.isRun && text.includes(part.text) : !part.isRun && text.startsWith(part.text),
    ),
  )
