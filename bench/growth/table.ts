import { limits } from './limits.ts'
import { type RushResult, simulateRush, stagesOf } from './rush.ts'
import { sizeOf } from './sizes.ts'

const people = [1_000, 100_000, 10_000_000]
const rushes = [300, 1_000, 10_000, 100_000]
const arrivalSeconds = 60

const format = (value: number, digits = 0) =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly string[][]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const sizes = () =>
  table(
    [
      'people',
      'registrations a day',
      '… a second in the busiest minute',
      'Firestore writes a second',
      'reads a second',
      'Firestore, $ a month',
      'limit with the highest use',
    ],
    people
      .map(sizeOf)
      .map((size) => [
        format(size.people),
        format(size.registrationsPerDay),
        format(size.registrationsPerSecond, 2),
        format(size.writesPerSecond, 1),
        format(size.readsPerSecond, 1),
        format(size.firestoreDollarsPerMonth, 2),
        `${size.firstLimit.name}, ${format(size.firstLimit.share * 100, 1)} %`,
      ]),
  )

const rushRow = (result: RushResult): string[] => [
  format(result.people),
  format(result.answeredSeconds, 1),
  format(result.medianSeconds, 1),
  format(result.longestSeconds, 1),
  result.firstLimit ?? 'none',
]

const rush = (settlingsPerSecond: number, cpus: number) =>
  table(
    ['people in 60 s', 'answered, longest s', 'seat, median s', 'seat, longest s', 'first limit'],
    rushes.map((count) =>
      rushRow(
        simulateRush({ people: count, arrivalSeconds, stages: stagesOf({ cpus, settlingsPerSecond }) }),
      ),
    ),
  )

/** The tables of docs/growth.md, as Markdown. */
export const growthTables = (): string =>
  [
    '**A month without a rush**',
    sizes(),
    '**Everybody wants a seat at one event, which takes one write a second**',
    rush(limits.writesPerDocumentPerSecond, limits.cpusPerRegion),
    '**The same, while Firestore takes the burst of 2.5 writes a second**',
    rush(limits.settlingsPerSecondInBurst, limits.cpusPerRegion),
  ].join('\n\n')
