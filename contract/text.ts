/** Fillers of Hangul and other letters that nobody sees: https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point. */
const ignorable = /\p{Default_Ignorable_Code_Point}/gu

/** Whether a person sees a character of the text. U+2800 is Braille without dots. */
export const isVisible = (text: string): boolean =>
  /[^\p{C}\p{Z}\p{M}\u2800]/u.test(text.replace(ignorable, ''))

/** Whether a person sees a letter or a digit of any script. A name of signs only cannot be searched or said. */
export const hasLetter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.replace(ignorable, ''))

/**
 * A text of several lines without what nobody can see and remove: control characters, which come from PDF files and terminals, and halves of
 * surrogate pairs. Tabs and line ends stay.
 */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .trim()

/** In lower case. The lower case of İ is an i with a dot above, which is an i with two dots for the eye. */
export const lowerCase = (text: string): string =>
  text.toLowerCase().replaceAll('i\u0307', 'i').normalize('NFC')
