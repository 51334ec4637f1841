import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyLine, leaveLine, lineLength, placeInLine } from './waiting-line.ts'

test('the first person to join is next, and the people behind move up when a person leaves', () => {
  const five = { ...emptyLine, next: 6 }
  expect([1, 2, 3, 4, 5].map((number) => placeInLine(five, number))).toEqual([1, 2, 3, 4, 5])
  const three = leaveLine(five, [3, 1])
  expect([1, 2, 3, 4, 5].map((number) => placeInLine(three, number))).toEqual([null, 1, null, 2, 3])
  expect(three.gone).toEqual([3])
})

test('an unknown number has no place, and leaving twice changes nothing more', () => {
  const two = { ...emptyLine, next: 3 }
  expect(placeInLine(two, 3)).toBeNull()
  expect(placeInLine(two, 0)).toBeNull()
  expect(leaveLine(leaveLine(two, [2]), [2, 7, 0])).toEqual({ first: 1, next: 3, gone: [2] })
})

test('places go from 1 to the length of the line in the order of joining, after any departures', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constant('join' as const), fc.nat(40)), { maxLength: 80 }), (moves) => {
      let line = emptyLine
      const inLine: number[] = []
      for (const move of moves) {
        if (move === 'join') {
          inLine.push(line.next)
          line = { ...line, next: line.next + 1 }
        } else if (inLine.length > 0) {
          const [left] = inLine.splice(move % inLine.length, 1)
          line = leaveLine(line, [left!])
        }
        expect(inLine.map((number) => placeInLine(line, number))).toEqual(inLine.map((_, index) => index + 1))
        expect(lineLength(line)).toBe(inLine.length)
        expect(line.gone.every((number) => number > line.first)).toBe(true)
      }
    }),
  )
})
