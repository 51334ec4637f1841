import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KeptPlan, planKeeper, seal, unseal } from './kept-plan.ts'
import type { Store } from './store.ts'

const key = () => randomBytes(32).toString('base64')
const inMemory = () => {
  const kept = new Map<string, Buffer>()
  const store: Store = {
    put: async (name, bytes) => void kept.set(name, bytes),
    get: async (name) => kept.get(name),
    remove: async (name) => void kept.delete(name),
  }
  return { kept, store }
}
const plan: KeptPlan = {
  stages: [
    {
      name: 'cluster',
      plan: Buffer.from('plan').toString('base64'),
      changes: [{ address: 'a', action: 'create' }],
    },
  ],
}

test('what was sealed can be opened, with its key and for its run only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const own = key()
      const sealed = seal(own, 'r1', text)
      expect(unseal(own, 'r1', sealed)).toBe(text)
      expect(() => unseal(key(), 'r1', sealed)).toThrow()
      expect(() => unseal(own, 'r2', sealed)).toThrow()
    }),
  )
})

test('a plan that was kept comes back as it was, and nothing of it can be read in the bucket', async () => {
  const { kept, store } = inMemory()
  const keeper = planKeeper(store, key(), 'r1')
  await keeper.keep(plan)
  expect(await keeper.fetch()).toEqual(plan)
  expect([...kept.values()].join()).not.toContain('create')
  await keeper.remove()
  expect(await keeper.fetch()).toBeUndefined()
  expect(kept.size).toBe(0)
})

test('a plan that somebody changed, or put in another’s place, is none', async () => {
  const { kept, store } = inMemory()
  const own = key()
  await planKeeper(store, own, 'r1').keep(plan)
  const bytes = Buffer.from(kept.get('plan-r1')!)
  kept.set('plan-r2', bytes)
  expect(await planKeeper(store, own, 'r2').fetch()).toBeUndefined()
  const changed = Buffer.from(bytes)
  changed[20] = changed[20]! ^ 1
  kept.set('plan-r1', changed)
  expect(await planKeeper(store, own, 'r1').fetch()).toBeUndefined()
  kept.set('plan-r1', Buffer.from('short'))
  expect(await planKeeper(store, own, 'r1').fetch()).toBeUndefined()
})
