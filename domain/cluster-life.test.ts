import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ClusterLife, clusterDocument, clusterState } from '../contract/clusters.ts'
import { idleLife, lifeOf } from './cluster-life.ts'

const flags = fc.record({
  state: fc.constantFrom(...clusterState.options),
  busy: fc.boolean(),
  awaitsApproval: fc.boolean(),
  destroyWanted: fc.boolean(),
})

test('every combination of stored flags reads as a possible life', () =>
  fc.assert(
    fc.property(flags, (stored) => {
      const life = lifeOf(stored)
      expect(life.live).toBe(life.state !== 'destroyed')
      if (life.awaitsApproval || life.destroyWanted) expect(life.busy).toBe(true)
      if (!life.busy) expect(['ready', 'failed', 'destroyed']).toContain(life.state)
      expect(lifeOf(life)).toEqual(life)
      for (const name of Object.keys(life)) expect(Object.keys(clusterDocument.shape)).toContain(name)
    }),
  ))

test('a destroyed cluster drops the wish to destroy it', () =>
  expect(lifeOf({ state: 'destroyed', busy: false, awaitsApproval: false, destroyWanted: true })).toEqual({
    state: 'destroyed',
    live: false,
    busy: false,
    awaitsApproval: false,
    destroyWanted: false,
  }))

test('a cluster without a run never has a state of a run', () => {
  for (const state of clusterState.options)
    expect(['ready', 'failed', 'destroyed']).toContain(idleLife(state).state)
})

test('impossible lives do not type-check', () => {
  const idle = { live: true, busy: false, awaitsApproval: false, destroyWanted: false } as const
  const lives: ClusterLife[] = [
    { ...idle, state: 'ready' },
    // @ts-expect-error a destroyed cluster is not live
    { ...idle, state: 'destroyed' },
    // @ts-expect-error a cluster is updated only by a run
    { ...idle, state: 'updating' },
    // @ts-expect-error only a run waits for approval
    { ...idle, state: 'failed', awaitsApproval: true },
    // @ts-expect-error a destroyed cluster has no run
    { ...idle, state: 'destroyed', live: false, busy: true },
  ]
  expect(lives).toHaveLength(5)
})
