/** The words of a text as a search compares them: lower case, without accents. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** What words are found by while they are typed: themselves and their first 1 to 15 letters. */
export const beginningsOf = (words: readonly string[]): string[] => [
  ...words,
  ...words.flatMap((word) =>
    Array.from({ length: Math.min(word.length, 15) }, (_, index) => word.slice(0, index + 1)),
  ),
]
