import { isReservedUsername } from './reserved-names.ts'
import { latinSpellings } from './spellings.ts'

const spellings: ReadonlyMap<string, string> = new Map(latinSpellings)

/**
 * The username that a name suggests: `Nina Å. New` gives nina-a-new. Undefined if fewer than 3 letters remain or the username is
 * reserved. It has at most 26 of the 30 characters of a username, so that the caller can add digits.
 */
export const usernameFrom = (name: string): string | undefined => {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{Mn}'’]/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => spellings.get(letter)!)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 26)
    .replace(/^-+|-+$/g, '')
  return plain.length >= 3 && !isReservedUsername(plain) ? plain : undefined
}
