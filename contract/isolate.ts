/**
 * Letters that are written from right to left (Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam and their neighbours), and the marks that Unicode's
 * bidirectional algorithm obeys: https://www.unicode.org/reports/tr9/.
 */
const turns =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * Text that a person wrote, for a sentence of ours in plain text. Isolates (U+2068, U+2069) keep the words and numbers around it in their
 * order: without them `5 قاعة of 30 seats` shows 30 beside the Arabic word. Text in other scripts needs none and stays as it is. On pages
 * `<bdi>` and `dir="auto"` do the same.
 */
export const isolate = (text: string): string => (turns.test(text) ? `\u2068${text}\u2069` : text)

/** The texts among the values of a sentence, isolated. */
export const isolateValues = <V extends Readonly<Record<string, unknown>>>(values: V): V =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolate(value) : value]),
  ) as V
