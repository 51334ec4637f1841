let segmenter: Intl.Segmenter | undefined

/** The characters of a text as a person sees them, with their place in UTF-16 units: `👩‍💻`, `é` and `𠮷` are one each. */
const charactersOf = (text: string) => {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/**
 * The beginning of a text, which never ends inside a character that a person sees.
 *
 * @param max Unicode code points, as in a schema's `max`
 */
export const cutText = (text: string, max: number): string => {
  if (text.length <= max) return text
  let end = 0
  for (let codePoints = 0; codePoints < max && end < text.length; codePoints++)
    end += text.codePointAt(end)! > 0xffff ? 2 : 1
  if (end === text.length) return text
  const start = charactersOf(text).containing(end)?.index ?? end
  // One letter may carry any number of accents.
  return text.slice(0, start || end)
}

/** The first character that a person sees, or an empty text. */
export const firstCharacterOf = (text: string): string => {
  for (const { segment } of charactersOf(text)) return segment
  return ''
}
