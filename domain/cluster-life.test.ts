import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ClusterLife, clusterDocument, clusterState } from '../contract/clusters.ts'
import { idleLife, lifeOf } from './cluster-life.ts'
import { actionsOf } from './runs.ts'

const flags = fc.record({
  state: fc.constantFrom(...clusterState.options),
  busy: fc.boolean(),
  awaitsApproval: fc.boolean(),
  destroyWanted: fc.boolean(),
  failedChange: fc.constantFrom(undefined, 'r1'),
})

test('every combination of stored flags reads as a possible life', () =>
  fc.assert(
    fc.property(flags, (stored) => {
      const life = lifeOf(stored)
      expect(life.live).toBe(life.state !== 'destroyed')
      if (life.awaitsApproval || life.destroyWanted) expect(life.busy).toBe(true)
      if (!life.busy) expect(['ready', 'failed', 'destroyed']).toContain(life.state)
      if (life.failedChange) expect(['ready', 'updating', 'destroying']).toContain(life.state)
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

test.each(['provisioning', 'updating', 'destroying'] as const)(
  'a cluster that is %s without a run reads as failed, so it can be retried and destroyed',
  (state) => {
    const life = lifeOf({ state, busy: false, awaitsApproval: false, destroyWanted: true })
    expect(life).toEqual({
      state: 'failed',
      live: true,
      busy: false,
      awaitsApproval: false,
      destroyWanted: false,
    })
    const actions = actionsOf(life, { state: 'lost', command: 'update' })
    expect(actions).toEqual(expect.arrayContaining(['retry', 'destroy']))
    expect(actions).not.toContain('update')
  },
)

test('a cluster without a run never has a state of a run', () => {
  for (const state of clusterState.options)
    expect(['ready', 'failed', 'destroyed']).toContain(idleLife(state).state)
})

test('impossible lives do not type-check', () => {
  const idle = {
    live: true,
    busy: false,
    awaitsApproval: false,
    destroyWanted: false,
    failedChange: undefined,
  } as const
  const lives: ClusterLife[] = [
    { ...idle, state: 'ready' },
    { ...idle, state: 'ready', failedChange: 'r1' },
    // @ts-expect-error a cluster that was never built has no failed change
    { ...idle, state: 'failed', failedChange: 'r1' },
    // @ts-expect-error a destroyed cluster is not live
    { ...idle, state: 'destroyed' },
    // @ts-expect-error a cluster is updated only by a run
    { ...idle, state: 'updating' },
    // @ts-expect-error only a run waits for approval
    { ...idle, state: 'failed', awaitsApproval: true },
    // @ts-expect-error a destroyed cluster has no run
    { ...idle, state: 'destroyed', live: false, busy: true },
  ]
  expect(lives).toHaveLength(7)
})
