/** The words of a text in the form that searches compare: lower case, without accents. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Each word and its first 1 to 15 letters, so that a search finds a word while a person types it. */
export const beginningsOf = (words: readonly string[]): string[] => [
  ...words,
  ...words.flatMap((word) =>
    Array.from({ length: Math.min(word.length, 15) }, (_, index) => word.slice(0, index + 1)),
  ),
]
