import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withinTimeout } from './within-timeout.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const late = () => new Error('late')

test('work that ends in time has its result or its error, and leaves no timer', async () => {
  expect(await withinTimeout(Promise.resolve(7), 1000, late)).toBe(7)
  await expect(withinTimeout(Promise.reject(new Error('broken')), 1000, late)).rejects.toThrow('broken')
  expect(vi.getTimerCount()).toBe(0)
})

test('work that takes too long is rejected with the error, and its later failure is ignored', async () => {
  const work = Promise.withResolvers<never>()
  const result = expect(withinTimeout(work.promise, 1000, late)).rejects.toThrow('late')
  await vi.advanceTimersByTimeAsync(1000)
  await result
  work.reject(new Error('broken'))
  await vi.advanceTimersByTimeAsync(0)
})
