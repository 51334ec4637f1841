import { setImmediate as others } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('takes one at a time of one thing, in order, past those that fail, and others beside them', async () => {
  let running = 0
  const order: string[] = []
  const act = (thing: string, name: number) =>
    inTurn(thing, async () => {
      running++
      if (thing === 'mine') expect(order.filter((one) => one.startsWith('mine'))).toHaveLength(name)
      await others()
      order.push(`${thing} ${name}`)
      running--
      if (name % 3 === 0) throw new Error(`${name}`)
      return name
    })
  const outcomes = await Promise.allSettled([
    ...Array.from({ length: 7 }, (_, name) => act('mine', name)),
    act('yours', 0),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 0].map((name) => (name % 3 === 0 ? 'rejected' : 'fulfilled')),
  )
  expect(order.filter((one) => one.startsWith('mine'))).toEqual(
    [0, 1, 2, 3, 4, 5, 6].map((one) => `mine ${one}`),
  )
  // Yours waited for none of mine but the first, beside which it ran.
  expect(order.indexOf('yours 0')).toBeLessThan(3)
  expect(running).toBe(0)
})
