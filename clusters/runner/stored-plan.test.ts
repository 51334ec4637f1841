import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { removeObjects, type Store } from './store.ts'
import { createPlanStore, type StoredPlan, seal, unseal } from './stored-plan.ts'

const newKey = () => randomBytes(32).toString('base64')
const createMemoryStore = () => {
  const objects = new Map<string, Buffer>()
  const store: Store = {
    put: async (name, bytes) => void objects.set(name, bytes),
    get: async (name) => objects.get(name),
    remove: async (name) => void objects.delete(name),
    list: async () => [...objects.keys()],
  }
  return { objects, store }
}
const plan: StoredPlan = {
  stages: [
    {
      name: 'cluster',
      plan: Buffer.from('plan').toString('base64'),
      changes: [{ address: 'a', action: 'create' }],
    },
  ],
}

test('a sealed text opens only with its key and for its run', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const ownKey = newKey()
      const sealed = seal(ownKey, 'r1', text)
      expect(unseal(ownKey, 'r1', sealed)).toBe(text)
      expect(() => unseal(newKey(), 'r1', sealed)).toThrow()
      expect(() => unseal(ownKey, 'r2', sealed)).toThrow()
    }),
  )
})

test('a stored plan is read back unchanged, and the bucket contains no readable part', async () => {
  const { objects, store } = createMemoryStore()
  const plans = createPlanStore(store, newKey(), 'r1')
  await plans.write(plan)
  expect(await plans.read()).toEqual(plan)
  expect([...objects.values()].join()).not.toContain('create')
  await plans.remove()
  expect(await plans.read()).toBeUndefined()
  expect(objects.size).toBe(0)
})

test('a changed plan, or the plan of another run, is not read', async () => {
  const { objects, store } = createMemoryStore()
  const ownKey = newKey()
  await createPlanStore(store, ownKey, 'r1').write(plan)
  const bytes = Buffer.from(objects.get('plan-r1')!)
  objects.set('plan-r2', bytes)
  expect(await createPlanStore(store, ownKey, 'r2').read()).toBeUndefined()
  const changed = Buffer.from(bytes)
  changed[20] = changed[20]! ^ 1
  objects.set('plan-r1', changed)
  expect(await createPlanStore(store, ownKey, 'r1').read()).toBeUndefined()
  objects.set('plan-r1', Buffer.from('short'))
  expect(await createPlanStore(store, ownKey, 'r1').read()).toBeUndefined()
})

test('the plans of earlier runs are removed, and nothing else', async () => {
  const { objects, store } = createMemoryStore()
  for (const run of ['r1', 'r2', 'r3']) await createPlanStore(store, newKey(), run).write(plan)
  for (const name of ['cluster.tfstate', 'apps/default.tfstate', 'planned'])
    await store.put(name, Buffer.from(''))
  await createPlanStore(store, newKey(), 'r2').removeEarlier()
  expect([...objects.keys()].sort()).toEqual([
    'apps/default.tfstate',
    'cluster.tfstate',
    'plan-r2',
    'planned',
  ])
})

test('every object of a destroyed cluster is removed', async () => {
  const { objects, store } = createMemoryStore()
  for (const name of ['cluster.tfstate', 'apps/default.tfstate', 'plan-r1'])
    await store.put(name, Buffer.from(''))
  await removeObjects(store)
  expect([...objects.keys()]).toEqual([])
})
