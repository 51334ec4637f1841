import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

test('a seed repeats its numbers, and another seed has others', () => {
  const numbersOf = (seed: number) => {
    const random = createRandom(seed)
    return Array.from({ length: 50 }, () => random.next())
  }
  expect(numbersOf(7)).toEqual(numbersOf(7))
  expect(numbersOf(8)).not.toEqual(numbersOf(7))
  expect(numbersOf(7).every((number) => number >= 0 && number < 1)).toBe(true)
  expect(new Set(numbersOf(7)).size).toBe(50)
})

test('each item of a list can be picked', () => {
  const random = createRandom(1)
  expect(new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])))).toEqual(
    new Set(['a', 'b', 'c']),
  )
})
