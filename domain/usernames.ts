import { reservedUsernames } from '../contract/usernames.ts'

/** Letters that no accent can be taken off. */
const spelled: Readonly<Record<string, string>> = {
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
 * The username that a name suggests: `Nina Å. New` is nina-a-new. Undefined where nothing usable is left of it. Four characters short of
 * what a username may have, so that digits fit behind it.
 */
export const usernameFrom = (name: string): string | undefined => {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{Mn}'’]/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => spelled[letter]!)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 26)
    .replace(/^-+|-+$/g, '')
  return plain.length >= 3 && !reservedUsernames.has(plain) ? plain : undefined
}
