export type Goal = { exactly?: number; min?: number; max?: number; below?: number }
/** One line of the table. A figure without a goal is information only. */
export type Figure = { what: string; value: number; unit?: string; goal?: Goal; note?: string }

export const isMet = ({ value, goal }: Figure): boolean | undefined =>
  goal &&
  (goal.exactly === undefined || value === goal.exactly) &&
  (goal.min === undefined || value >= goal.min) &&
  (goal.max === undefined || value <= goal.max) &&
  (goal.below === undefined || value < goal.below)

/** The value that `share` of the values do not exceed (nearest rank). */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
export const median = (values: readonly number[]): number => percentile(values, 0.5)

const formatNumber = (value: number): string =>
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
      : goal.min !== undefined
        ? ['≥', goal.min]
        : goal.max !== undefined
          ? ['≤', goal.max]
          : ['<', goal.below!]
  return `${sign} ${formatNumber(value)} ${unit}`.trimEnd()
}

export const print = (title: string, figures: readonly Figure[]): void => {
  const rows = figures.map((figure) => {
    const is = isMet(figure)
    return [
      figure.what,
      `${formatNumber(figure.value)} ${figure.unit ?? ''}`.trimEnd(),
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
