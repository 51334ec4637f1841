/** A line of a log that contains a query. `text` alternates: before the first match, a match, the text after it, … */
export type Match = { number: number; text: string[] }

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** The lines that contain the query, in any case of its letters. Line numbers begin at 1. */
export const findLines = (lines: readonly string[], query: string): Match[] => {
  const pattern = new RegExp(`(${escapePattern(query.normalize())})`, 'iu')
  const split = new RegExp(pattern, 'giu')
  return lines.flatMap((line, index) => {
    const text = line.normalize()
    return pattern.test(text) ? [{ number: index + 1, text: text.split(split) }] : []
  })
}
