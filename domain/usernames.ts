import { reservedUsernames } from '../contract/usernames.ts'

/** Letters that Unicode doesn't split into a letter and an accent. */
const spellings: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/**
 * The username that a name suggests: `Nina Å. New` gives nina-a-new. Undefined where fewer than 3 letters remain or the username is
 * reserved. It has at most 26 of the 30 characters of a username, so that the caller can add digits.
 */
export const usernameFrom = (name: string): string | undefined => {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{Mn}'’]/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => spellings[letter]!)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 26)
    .replace(/^-+|-+$/g, '')
  return plain.length >= 3 && !reservedUsernames.has(plain) ? plain : undefined
}
