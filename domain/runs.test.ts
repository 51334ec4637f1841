import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClusterState } from '../contract/clusters.ts'
import { type RunCommand, runCommand, runState } from '../contract/runs.ts'
import {
  actionsOf,
  advanceRun,
  failedChangeAfterRun,
  isAtWork,
  isOver,
  type RunCore,
  type RunEvent,
  stateAfterRun,
  stateDuringRun,
} from './runs.ts'

const newRun = (command: RunCommand = 'create', approval: RunCore['approval'] = 'manual'): RunCore => ({
  command,
  state: 'queued',
  attempt: 1,
  approval,
  approved: false,
})
const applyEvents = (run: RunCore, ...events: RunEvent[]): RunCore | undefined =>
  events.reduce<RunCore | undefined>((current, event) => current && advanceRun(current, event), run)

describe('a run', () => {
  const claimed = { type: 'claimed', attempt: 1 } as const
  const planned = { type: 'planned', attempt: 1, changes: 40 } as const

  test('waits for approval, and the next attempt applies its plan', () => {
    const waiting = applyEvents(newRun(), claimed, planned)
    expect(waiting).toMatchObject({ state: 'awaiting-approval', attempt: 1 })
    const approved = advanceRun(waiting!, { type: 'approve' })
    expect(approved).toMatchObject({ state: 'queued', attempt: 2, approved: true })
    const done = applyEvents(
      approved!,
      { type: 'claimed', attempt: 2 },
      { type: 'finished', attempt: 2, outcome: 'succeeded' },
    )
    expect(done).toMatchObject({ state: 'succeeded', attempt: 2 })
  })

  test('applies its plan at once with automatic approval', () =>
    expect(applyEvents(newRun('create', 'automatic'), claimed, planned)).toMatchObject({
      state: 'applying',
      attempt: 1,
    }))

  test('without changes is over', () =>
    expect(applyEvents(newRun(), claimed, { ...planned, changes: 0 })).toMatchObject({ state: 'succeeded' }))

  test('with a stale plan makes a new plan, which needs approval again', () => {
    const stale = applyEvents(
      newRun(),
      claimed,
      planned,
      { type: 'approve' },
      { type: 'claimed', attempt: 2 },
      { type: 'stale', attempt: 2 },
    )
    expect(stale).toMatchObject({ state: 'queued', attempt: 3, approved: false })
    expect(advanceRun(stale!, { type: 'claimed', attempt: 3 })).toMatchObject({ state: 'planning' })
  })

  test.each<[RunEvent[], string]>([
    [[], 'canceled'],
    [[claimed], 'canceling'],
    [[claimed, planned], 'discarded'],
    [[claimed, planned, { type: 'approve' }], 'canceled'],
    [[claimed, planned, { type: 'approve' }, { type: 'claimed', attempt: 2 }], 'canceling'],
  ])('canceled after %j is %s', (events, state) =>
    expect(applyEvents(newRun(), ...events, { type: 'cancel' })).toMatchObject({ state }),
  )

  test('that finishes before it receives the cancellation has succeeded', () => {
    const canceling = applyEvents(newRun('create', 'automatic'), claimed, planned, { type: 'cancel' })
    expect(advanceRun(canceling!, { type: 'finished', attempt: 1, outcome: 'succeeded' })).toMatchObject({
      state: 'succeeded',
    })
    expect(advanceRun(canceling!, { type: 'finished', attempt: 1, outcome: 'failed' })).toMatchObject({
      state: 'canceled',
    })
  })

  test('whose runner stops before it receives the cancellation is canceled and does not wait', () => {
    const canceling = applyEvents(newRun(), claimed, { type: 'cancel' })!
    expect(advanceRun(canceling, planned)).toMatchObject({ state: 'canceled', approved: false })
    const applying = applyEvents(
      newRun(),
      claimed,
      planned,
      { type: 'approve' },
      { type: 'claimed', attempt: 2 },
    )!
    const stale = applyEvents(applying, { type: 'cancel' }, { type: 'stale', attempt: 2 })
    expect(stale).toMatchObject({ state: 'canceled' })
    // With automatic approval the runner continues after its plan, and then receives the cancellation.
    expect(applyEvents(newRun('create', 'automatic'), claimed, { type: 'cancel' }, planned)).toBeUndefined()
  })

  test('ignores messages of earlier attempts', () => {
    const second = applyEvents(
      newRun(),
      claimed,
      planned,
      { type: 'approve' },
      { type: 'claimed', attempt: 2 },
    )!
    for (const late of [
      claimed,
      planned,
      { type: 'finished', attempt: 1, outcome: 'failed' },
      { type: 'lost', attempt: 1 },
    ] as const)
      expect(advanceRun(second, late)).toBeUndefined()
  })

  test('is claimed once', () => expect(applyEvents(newRun(), claimed, claimed)).toBeUndefined())
})

describe('after any events in any order', () => {
  const event: fc.Arbitrary<RunEvent> = fc.oneof(
    fc.record({
      type: fc.constantFrom('claimed', 'stale', 'lost'),
      attempt: fc.integer({ min: 1, max: 4 }),
    }) as fc.Arbitrary<RunEvent>,
    fc.record({
      type: fc.constant('planned' as const),
      attempt: fc.integer({ min: 1, max: 4 }),
      changes: fc.nat(3),
    }),
    fc.record({
      type: fc.constant('finished' as const),
      attempt: fc.integer({ min: 1, max: 4 }),
      outcome: fc.constantFrom('succeeded' as const, 'failed' as const, 'canceled' as const),
    }),
    fc.constantFrom<RunEvent>({ type: 'approve' }, { type: 'discard' }, { type: 'cancel' }),
  )
  const command = fc.constantFrom(...runCommand.options)
  const approval = fc.constantFrom('manual' as const, 'automatic' as const)
  const states: ClusterState[] = ['provisioning', 'ready', 'updating', 'failed']

  test('a finished run stays finished, and attempts only grow', () =>
    fc.assert(
      fc.property(command, approval, fc.array(event, { maxLength: 30 }), (what, how, events) => {
        let run = newRun(what, how)
        for (const event of events) {
          const runAfter = advanceRun(run, event)
          if (isOver(run.state)) expect(runAfter).toBeUndefined()
          if (!runAfter) continue
          expect(runState.options).toContain(runAfter.state)
          expect(runAfter.attempt - run.attempt).toBeGreaterThanOrEqual(0)
          expect(runAfter.attempt - run.attempt).toBeLessThanOrEqual(1)
          run = runAfter
        }
      }),
    ))

  test('a plan with manual approval is applied only after an approval', () =>
    fc.assert(
      fc.property(command, fc.array(event, { maxLength: 30 }), (what, events) => {
        let run = newRun(what, 'manual')
        let approvals = 0
        for (const event of events) {
          const runAfter = advanceRun(run, event)
          if (!runAfter) continue
          if (event.type === 'approve') approvals++
          if (runAfter.state === 'applying' && run.state === 'queued') expect(approvals).toBeGreaterThan(0)
          if (what === 'check-drift') expect(runAfter.state).not.toBe('applying')
          run = runAfter
        }
      }),
    ))

  test('a run can always be ended, and then the cluster can be destroyed', () =>
    fc.assert(
      fc.property(
        command,
        approval,
        fc.constantFrom(...states),
        fc.array(event, { maxLength: 20 }),
        (what, how, stateBefore, events) => {
          let run = newRun(what, how)
          for (const event of events) run = advanceRun(run, event) ?? run
          const cluster = isOver(run.state)
            ? stateAfterRun(run, stateBefore, 'left')
            : stateDuringRun(what, stateBefore)
          if (cluster !== 'destroyed') expect(actionsOf({ state: cluster }, run).length).toBeGreaterThan(0)
          if (isAtWork(run.state))
            expect(advanceRun(run, { type: 'lost', attempt: run.attempt })).toMatchObject({ state: 'lost' })
          if (run.state === 'awaiting-approval')
            expect(advanceRun(run, { type: 'discard' })).toMatchObject({ state: 'discarded' })
          // A cluster without a run can be destroyed, unless it is destroyed already.
          if (isOver(run.state) && cluster !== 'provisioning' && cluster !== 'updating')
            expect(cluster === 'destroyed' || actionsOf({ state: cluster }, run).includes('destroy')).toBe(
              true,
            )
        },
      ),
    ))

  test('a cluster is destroyed only after a search without leftovers', () => {
    const destroy = { command: 'destroy', approved: true } as const
    for (const left of ['left', 'unknown'] as const)
      expect(stateAfterRun({ ...destroy, state: 'succeeded' }, 'ready', left)).toBe('failed')
    expect(stateAfterRun({ ...destroy, state: 'succeeded' }, 'ready', 'empty')).toBe('destroyed')
    for (const state of ['failed', 'canceled', 'lost'] as const)
      expect(stateAfterRun({ ...destroy, state }, 'ready', 'empty')).toBe('failed')
  })

  test('a change that ends halfway leaves a cluster that works, with more ways on than the same change', () => {
    for (const state of ['failed', 'canceled', 'lost'] as const) {
      const run = { command: 'update', state, approved: true } as const
      expect(stateAfterRun(run, 'ready', 'unknown')).toBe('ready')
      expect(failedChangeAfterRun(run, 'r2', undefined)).toBe('r2')
      expect(stateAfterRun(run, 'failed', 'unknown')).toBe('failed')
    }
    expect(actionsOf({ state: 'ready', failedChange: 'r2' }, { state: 'failed', command: 'update' })).toEqual(
      expect.arrayContaining(['retry', 'update', 'undo-change', 'destroy']),
    )
    expect(actionsOf({ state: 'ready' }, { state: 'failed', command: 'check-drift' })).not.toContain(
      'undo-change',
    )
  })

  test('a run that was canceled before its apply leaves the cluster unchanged', () => {
    for (const command of ['update', 'destroy'] as const)
      expect(stateAfterRun({ command, state: 'canceled', approved: false }, 'ready', 'unknown')).toBe('ready')
    expect(
      stateAfterRun({ command: 'create', state: 'canceled', approved: false }, 'provisioning', 'unknown'),
    ).toBe('failed')
  })
})
