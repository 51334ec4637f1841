import type { Person } from '../contract/people.ts'
import { hasLetter } from '../contract/text.ts'
import { cutText } from './text.ts'

/** The longest first or last name, in code points. */
export const maxNameLength = 60

/** What Windows-1252 writes where Unicode has control characters: U+0092 is an apostrophe that was decoded with the wrong table. */
const fromWindows = (control: string): string =>
  new TextDecoder('windows-1252').decode(Uint8Array.of(control.charCodeAt(0)))

/**
 * A name that the contract takes, or an empty text if no letter and no digit of it can be seen. Firebase, Google and browsers send names with
 * control characters, halves of surrogate pairs and marks that turn the direction of the text around.
 *
 * @param max code points
 */
export const repairName = (text: string, max = maxNameLength): string => {
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u0080-\u009f]/g, fromWindows)
    .replace(/[\ufffd\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  const cut = cutText(clean, max).trim()
  return hasLetter(cut) ? cut : ''
}

/** A full name as a first name, the word before the first space, and a last name, which may be empty. A name without letters becomes “New member”. */
export const splitName = (name: string): Pick<Person, 'firstName' | 'lastName'> => {
  const [firstWord = '', ...lastWords] = repairName(name, name.length).split(' ')
  const names = [repairName(firstWord), repairName(lastWords.join(' '))].filter(Boolean)
  const [firstName, lastName = ''] = names.length > 0 ? names : ['New', 'member']
  return { firstName: firstName!, lastName }
}
