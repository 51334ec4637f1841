export type Goal = { exactly?: number; least?: number; most?: number; below?: number }
/** One line of the table. Without a goal it only tells. */
export type Figure = { what: string; value: number; unit?: string; goal?: Goal; note?: string }

export const met = ({ value, goal }: Figure): boolean | undefined =>
  goal &&
  (goal.exactly === undefined || value === goal.exactly) &&
  (goal.least === undefined || value >= goal.least) &&
  (goal.most === undefined || value <= goal.most) &&
  (goal.below === undefined || value < goal.below)

/** The value that `share` of them do not exceed. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
export const median = (values: readonly number[]): number => percentile(values, 0.5)

const rounded = (value: number): string =>
  Number.isNaN(value)
    ? 'not measured'
    : value.toLocaleString('en-GB', {
        maximumFractionDigits: value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0,
      })

const goalText = ({ goal, unit = '' }: Figure): string => {
  if (!goal) return ''
  const [sign, value] =
    goal.exactly !== undefined
      ? ['=', goal.exactly]
      : goal.least !== undefined
        ? ['≥', goal.least]
        : goal.most !== undefined
          ? ['≤', goal.most]
          : ['<', goal.below!]
  return `${sign} ${rounded(value)} ${unit}`.trimEnd()
}

export const print = (title: string, figures: readonly Figure[]): void => {
  const rows = figures.map((figure) => {
    const is = met(figure)
    return [
      figure.what,
      `${rounded(figure.value)} ${figure.unit ?? ''}`.trimEnd(),
      goalText(figure),
      is === undefined ? '' : is ? 'met' : 'NOT MET',
      figure.note ?? '',
    ]
  })
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)))
  console.log(`\n${title}`)
  for (const [what, value, goal, verdict, note] of rows) {
    const line = [
      what!.padEnd(widths[0]!),
      value!.padStart(widths[1]!),
      goal!.padEnd(widths[2]!),
      verdict!.padEnd(widths[3]!),
      note!,
    ]
    console.log(`  ${line.join('  ').trimEnd()}`)
  }
}
