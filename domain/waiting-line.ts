import type { WaitingLine } from '../contract/registrations.ts'

/** The line of a new event. The first person who joins gets number 1. */
export const emptyLine: WaitingLine = { first: 1, next: 1, gone: [] }

/** The number of people in the line. */
export const lineLength = (line: WaitingLine): number => line.next - line.first - line.gone.length

/** The place of the person with this number: 1 is next. Null if the person is not in the line. */
export const placeInLine = (line: WaitingLine, number: number): number | null => {
  if (number < line.first || number >= line.next || line.gone.includes(number)) return null
  return number - line.first + 1 - line.gone.filter((gone) => gone < number).length
}

/** The line without these numbers. A number at the front only moves `first`, so `gone` stays short. */
export const leaveLine = (line: WaitingLine, numbers: readonly number[]): WaitingLine => {
  if (numbers.length === 0) return line
  const gone = new Set(line.gone)
  for (const number of numbers) if (number >= line.first && number < line.next) gone.add(number)
  let first = line.first
  while (gone.delete(first)) first++
  return { first, next: line.next, gone: [...gone].sort((a, b) => a - b) }
}
