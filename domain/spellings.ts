/** Latin letters that Unicode does not split into a letter and a mark, with the letters that people write for them. */
export const latinSpellings: readonly (readonly [letter: string, spelling: string])[] = [
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]
