import { expect, test } from 'vitest'
import { appendLines, countLines, dropLines, firstLines, noLines } from './line-queue.ts'

const queueOf = (count: number) =>
  appendLines(
    noLines,
    Array.from({ length: count }, (_, index) => `line ${index}`),
  )

test('two queues that grow from the same queue keep their own lines', () => {
  const parent = appendLines(noLines, ['a'])
  const left = appendLines(parent, ['b'])
  const right = appendLines(parent, ['c'])
  expect([parent, left, right].map((queue) => firstLines(queue, 9))).toEqual([['a'], ['a', 'b'], ['a', 'c']])
  expect(countLines(noLines)).toBe(0)
})

test('an append reuses the buffer instead of copying it', () => {
  const queue = queueOf(1000)
  expect(appendLines(queue, ['last']).buffer).toBe(queue.buffer)
})

test('dropped lines leave the buffer, and a drained queue is empty', () => {
  const remaining = dropLines(queueOf(10), 6)
  expect(firstLines(remaining, 2)).toEqual(['line 6', 'line 7'])
  expect(remaining.buffer).toHaveLength(4)
  expect(dropLines(remaining, 4)).toEqual(noLines)
})
