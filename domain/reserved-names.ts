import { reservedUsernames } from '../contract/usernames.ts'

/** Words that claim to speak for the people who run a Labseat. */
const officialWords =
  `abuse admin administrator billing compliance customer desk help helpdesk legal mod moderator official operations
  operator payments postmaster privacy root safety security service staff support sysadmin system team trust webmaster`.split(
    /\s+/,
  )
const product = 'labseat'

/** Cyrillic and Greek letters, digits and signs that look like a Latin letter: the letter, then its lookalikes. */
const lookalikes = new Map(
  'aаα4@ bвβ cсϲ dԁ eеεё3€ hн iіιїӏ1|!l kкκ mм nп oоοσ0 pрρ sѕ5$ tтτ7 uυ vν xхχ yуүγ'
    .split(' ')
    .flatMap(([letter = '', ...alike]) => alike.map((sign) => [sign, letter] as const)),
)

/**
 * A name as an eye reads it: letters only, in one case, without accents, with `l`, `I` and `1` as one letter. Two names with the same
 * skeleton are easily mistaken. https://www.unicode.org/reports/tr39/#Confusable_Detection has the whole table; this one has the letters of
 * the words below.
 */
const skeletonOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/./gsu, (letter) => lookalikes.get(letter) ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, '')

const brand = skeletonOf(product)
const reserved = new Set([...reservedUsernames].map(skeletonOf))
/** Official words, written together: `supportteam`. */
const officialPattern = new RegExp(`^(${[product, ...officialWords].map(skeletonOf).join('|')})+$`)

const isOfficial = (word: string) =>
  [word, word.replace(/\d+$/, '')].some((variant) => officialPattern.test(skeletonOf(variant)))

/** Whether the words are only official ones: `support-team`, `s-u-p-p-o-r-t`, `admin_2`. */
const areOfficial = (words: readonly string[]): boolean => {
  const named = words.filter((word) => !/^\d+$/.test(word))
  return named.length > 0 && (named.every(isOfficial) || isOfficial(named.join('')))
}

/** Whether a username is reserved, or is easily taken for a reserved one. */
export const isReservedUsername = (username: string): boolean => {
  const skeleton = skeletonOf(username)
  return (
    reservedUsernames.has(username) ||
    reserved.has(skeleton) ||
    skeleton.includes(brand) ||
    areOfficial(username.split(/[-_]+/).filter(Boolean))
  )
}

/**
 * Whether a person's name claims to be Labseat or its staff: `Labseat Support`, `Support Team`, `Lаbsеаt` with Cyrillic letters. The
 * product's name may be a whole last name, because somebody may have it.
 */
export const isReservedName = (firstName: string, lastName: string): boolean => {
  const words = `${firstName} ${lastName}`.split(/[^\p{L}\p{N}\p{M}@€$|!]+/u).filter(Boolean)
  if (areOfficial(words)) return true
  const isLastName = skeletonOf(lastName) === brand && !skeletonOf(firstName).includes(brand)
  return (
    skeletonOf(`${firstName} ${lastName}`).includes(brand) &&
    !(isLastName && !words.slice(0, -1).some(isOfficial))
  )
}
