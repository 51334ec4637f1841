import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClusterState } from '../contract/clusters.ts'
import { type RunCommand, runCommand, runState } from '../contract/runs.ts'
import { afterRun, isAtWork, isOver, next, type RunCore, type RunEvent, ways, whileRunning } from './runs.ts'

const fresh = (command: RunCommand = 'create', approval: RunCore['approval'] = 'manual'): RunCore => ({
  command,
  state: 'queued',
  attempt: 1,
  approval,
  approved: false,
})
const through = (run: RunCore, ...events: RunEvent[]): RunCore | undefined =>
  events.reduce<RunCore | undefined>((current, event) => current && next(current, event), run)

describe('a run', () => {
  const claimed = { type: 'claimed', attempt: 1 } as const
  const planned = { type: 'planned', attempt: 1, changes: 40 } as const

  test('waits for approval, and is carried out by the next attempt', () => {
    const waiting = through(fresh(), claimed, planned)
    expect(waiting).toMatchObject({ state: 'awaiting-approval', attempt: 1 })
    const approved = next(waiting!, { type: 'approve' })
    expect(approved).toMatchObject({ state: 'queued', attempt: 2, approved: true })
    const done = through(
      approved!,
      { type: 'claimed', attempt: 2 },
      { type: 'finished', attempt: 2, outcome: 'succeeded' },
    )
    expect(done).toMatchObject({ state: 'succeeded', attempt: 2 })
  })

  test('goes on by itself where the account’s policy says so', () =>
    expect(through(fresh('create', 'automatic'), claimed, planned)).toMatchObject({
      state: 'applying',
      attempt: 1,
    }))

  test('that finds nothing to change is over', () =>
    expect(through(fresh(), claimed, { ...planned, changes: 0 })).toMatchObject({ state: 'succeeded' }))

  test('whose plan is stale plans again, and asks again', () => {
    const stale = through(
      fresh(),
      claimed,
      planned,
      { type: 'approve' },
      { type: 'claimed', attempt: 2 },
      { type: 'stale', attempt: 2 },
    )
    expect(stale).toMatchObject({ state: 'queued', attempt: 3, approved: false })
    expect(next(stale!, { type: 'claimed', attempt: 3 })).toMatchObject({ state: 'planning' })
  })

  test.each<[RunEvent[], string]>([
    [[], 'canceled'],
    [[claimed], 'canceling'],
    [[claimed, planned], 'discarded'],
    [[claimed, planned, { type: 'approve' }], 'canceled'],
    [[claimed, planned, { type: 'approve' }, { type: 'claimed', attempt: 2 }], 'canceling'],
  ])('canceled after %j is %s', (events, state) =>
    expect(through(fresh(), ...events, { type: 'cancel' })).toMatchObject({ state }),
  )

  test('that finishes before it receives the cancellation has succeeded', () => {
    const canceling = through(fresh('create', 'automatic'), claimed, planned, { type: 'cancel' })
    expect(next(canceling!, { type: 'finished', attempt: 1, outcome: 'succeeded' })).toMatchObject({
      state: 'succeeded',
    })
    expect(next(canceling!, { type: 'finished', attempt: 1, outcome: 'failed' })).toMatchObject({
      state: 'canceled',
    })
  })

  test('whose runner sends its last report before it receives the cancellation is canceled and does not wait', () => {
    const canceling = through(fresh(), claimed, { type: 'cancel' })!
    expect(next(canceling, planned)).toMatchObject({ state: 'canceled', approved: false })
    const applying = through(fresh(), claimed, planned, { type: 'approve' }, { type: 'claimed', attempt: 2 })!
    const stale = through(applying, { type: 'cancel' }, { type: 'stale', attempt: 2 })
    expect(stale).toMatchObject({ state: 'canceled' })
    // With automatic approval the runner continues after its plan, and then receives the cancellation.
    expect(through(fresh('create', 'automatic'), claimed, { type: 'cancel' }, planned)).toBeUndefined()
  })

  test('hears nobody who speaks for an earlier attempt', () => {
    const second = through(fresh(), claimed, planned, { type: 'approve' }, { type: 'claimed', attempt: 2 })!
    for (const late of [
      claimed,
      planned,
      { type: 'finished', attempt: 1, outcome: 'failed' },
      { type: 'lost', attempt: 1 },
    ] as const)
      expect(next(second, late)).toBeUndefined()
  })

  test('is claimed once', () => expect(through(fresh(), claimed, claimed)).toBeUndefined())
})

describe('whatever happens, in whatever order', () => {
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

  test('a run that is over stays so, and attempts only grow', () =>
    fc.assert(
      fc.property(command, approval, fc.array(event, { maxLength: 30 }), (what, how, events) => {
        let run = fresh(what, how)
        for (const event of events) {
          const runAfter = next(run, event)
          if (isOver(run.state)) expect(runAfter).toBeUndefined()
          if (!runAfter) continue
          expect(runState.options).toContain(runAfter.state)
          expect(runAfter.attempt - run.attempt).toBeGreaterThanOrEqual(0)
          expect(runAfter.attempt - run.attempt).toBeLessThanOrEqual(1)
          run = runAfter
        }
      }),
    ))

  test('nothing is carried out by hand’s approval that nobody approved', () =>
    fc.assert(
      fc.property(command, fc.array(event, { maxLength: 30 }), (what, events) => {
        let run = fresh(what, 'manual')
        let approvals = 0
        for (const event of events) {
          const runAfter = next(run, event)
          if (!runAfter) continue
          if (event.type === 'approve') approvals++
          if (runAfter.state === 'applying' && run.state === 'queued') expect(approvals).toBeGreaterThan(0)
          if (what === 'check-drift') expect(runAfter.state).not.toBe('applying')
          run = runAfter
        }
      }),
    ))

  test('there is a way out: by what people may do, the runner ending or the reconciler every run comes to an end', () =>
    fc.assert(
      fc.property(
        command,
        approval,
        fc.constantFrom(...states),
        fc.array(event, { maxLength: 20 }),
        (what, how, stateBefore, events) => {
          let run = fresh(what, how)
          for (const event of events) run = next(run, event) ?? run
          const cluster = isOver(run.state)
            ? afterRun(run, stateBefore, 'left')
            : whileRunning(what, stateBefore)
          if (cluster !== 'destroyed') expect(ways(cluster, run).length).toBeGreaterThan(0)
          if (isAtWork(run.state))
            expect(next(run, { type: 'lost', attempt: run.attempt })).toMatchObject({ state: 'lost' })
          if (run.state === 'awaiting-approval')
            expect(next(run, { type: 'discard' })).toMatchObject({ state: 'discarded' })
          // From an end of whatever kind it can be destroyed, and gone is only what was looked for and not found.
          if (isOver(run.state) && cluster !== 'provisioning' && cluster !== 'updating')
            expect(cluster === 'destroyed' || ways(cluster, run).includes('destroy')).toBe(true)
        },
      ),
    ))

  test('gone is only what was looked for and not found', () => {
    const destroy = { command: 'destroy', approved: true } as const
    for (const left of ['left', 'unknown'] as const)
      expect(afterRun({ ...destroy, state: 'succeeded' }, 'ready', left)).toBe('failed')
    expect(afterRun({ ...destroy, state: 'succeeded' }, 'ready', 'empty')).toBe('destroyed')
    for (const state of ['failed', 'canceled', 'lost'] as const)
      expect(afterRun({ ...destroy, state }, 'ready', 'empty')).toBe('failed')
  })

  test('what was canceled before anything was carried out leaves the cluster as it was', () => {
    for (const command of ['update', 'destroy'] as const)
      expect(afterRun({ command, state: 'canceled', approved: false }, 'ready', 'unknown')).toBe('ready')
    expect(
      afterRun({ command: 'create', state: 'canceled', approved: false }, 'provisioning', 'unknown'),
    ).toBe('failed')
  })
})
