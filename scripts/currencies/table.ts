/** Codes of funds and of units of account, in which nobody pays at a door. */
const notForPrices = new Set('BOV CHE CHW CLF COU MXV USN UYI UYW XAD'.split(' '))

/** The code, the decimals and the withdrawal of each row. The names of countries contain commas in quotes, so the fields are counted from the end. */
const rowPattern = /,([A-Z]{3}),\d*,(\d?)[^,]*,(\d{4}[^,]*)?$/

/** Codes in use by their number of decimals, without metals, which have no decimals. */
export const currenciesFrom = (csv: string): Map<number, string[]> => {
  const decimals = new Map<string, number>()
  for (const line of csv.trim().split(/\r?\n/).slice(1)) {
    const [, code = '', digits = '', withdrawn] = rowPattern.exec(line) ?? []
    if (code && digits && !withdrawn && !notForPrices.has(code)) decimals.set(code, Number(digits))
  }
  return Map.groupBy([...decimals.keys()].sort(), (code) => decimals.get(code)!)
}

const written = (
  text: string,
) => `// Written by \`node scripts/currencies.ts\` from ISO 4217, tables A.1 and A.3. Do not edit.

${text}`

/** Two modules: most pages only need to know which currencies do not have two decimals. */
export const currencyTables = (
  currencies: ReadonlyMap<number, readonly string[]>,
  date: string,
): { decimals: string; codes: string } => {
  const listOf = (digits: number) => (currencies.get(digits) ?? []).join(' ')
  const unknown = [...currencies.keys()].filter((digits) => ![0, 2, 3].includes(digits))
  if (unknown.length > 0) throw new Error(`No list for ${unknown.join()} decimals.`)
  return {
    decimals: written(`export const withoutDecimals = '${listOf(0)}'
export const withThreeDecimals = '${listOf(3)}'
`),
    codes: written(`/** The day of the tables. */
export const currenciesDate = '${date}'

/** The currencies in use that have two decimals. */
export const withTwoDecimals =
  '${listOf(2)}'
`),
  }
}
