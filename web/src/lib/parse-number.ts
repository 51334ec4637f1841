/** Parses a number as people type it, with a point or a comma. Returns NaN for an empty text, so that the schema refuses it. */
export const parseNumber = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'))
