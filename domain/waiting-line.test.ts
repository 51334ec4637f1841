import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyLine, leaveLine, lineLength, placeInLine } from './waiting-line.ts'

test('the first to join is next, and everybody moves up when somebody leaves', () => {
  const five = { ...emptyLine, next: 6 }
  expect([1, 2, 3, 4, 5].map((number) => placeInLine(five, number))).toEqual([1, 2, 3, 4, 5])
  const without = leaveLine(five, [3, 1])
  expect([1, 2, 3, 4, 5].map((number) => placeInLine(without, number))).toEqual([null, 1, null, 2, 3])
  expect(without.gone).toEqual([3])
})

test('a number that was never drawn has no place, and leaving twice is leaving once', () => {
  const two = { ...emptyLine, next: 3 }
  expect(placeInLine(two, 3)).toBeNull()
  expect(placeInLine(two, 0)).toBeNull()
  expect(leaveLine(leaveLine(two, [2]), [2, 7, 0])).toEqual({ first: 1, next: 3, gone: [2] })
})

test('places are 1 to the length of the line, in the order of joining, whoever left and when', () => {
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
