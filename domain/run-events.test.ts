import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClusterDocument, StoredCluster } from '../contract/clusters.ts'
import { type RunDocument, runCommand } from '../contract/runs.ts'
import { lifeOf, toCluster } from './cluster-life.ts'
import { applyRunEvent, type Inventory, newRun, patchForRun, type RunEventOutcome } from './run-events.ts'
import { isAtWork, isOver, type RunEvent } from './runs.ts'

const now = '2026-11-01T10:00:00.000Z'
const later = '2026-11-02T10:00:00.000Z'
const usd = (amount: number) => ({ amount, currency: 'USD' as const })
const clusterWith = (change: Partial<StoredCluster> = {}): ClusterDocument =>
  toCluster({
    ownerId: 'o1',
    accountId: 'a1',
    platform: 'aws',
    name: 'workshop-abc123',
    region: 'eu-central-1',
    stateBucket: 'state',
    services: ['vscode'],
    kubernetesVersion: '1.31',
    vpcCidr: '10.0.0.0/16',
    publicSubnets: [],
    privateSubnets: [],
    approval: 'manual',
    nodes: { type: 't3.large', min: 2, max: 4 },
    state: 'ready',
    live: true,
    runId: 'r1',
    busy: false,
    awaitsApproval: false,
    links: [],
    cost: { hourly: usd(34), monthly: usd(24820), source: 'test' },
    expiresAt: null,
    endsAt: null,
    budget: null,
    endTold: false,
    destroyWanted: false,
    eventId: null,
    createdAt: now,
    updatedAt: now,
    ...change,
  })

type Both = { cluster: ClusterDocument; run: RunDocument }
/** A cluster with a run of this command at work. */
const begin = (
  command: RunDocument['command'],
  cluster: ClusterDocument,
  change?: RunDocument['change'],
): Both => {
  const run = newRun({ clusterId: 'c1', command, cluster, requestedBy: 'o1', now, change })
  return { cluster: { ...cluster, ...patchForRun('r1', command, cluster, now) } as ClusterDocument, run }
}
const apply = ({ cluster, run }: Both, event: RunEvent, inventory: Inventory = 'unknown') =>
  applyRunEvent({
    cluster: { id: 'c1', cluster },
    run: { id: 'r1', run },
    event,
    now: later,
    inventory,
    nextRunId: 'r2',
    driftDueAt: later,
  })
const withOutcome = (both: Both, { run, clusterPatch }: RunEventOutcome): Both => ({
  run,
  cluster: { ...both.cluster, ...clusterPatch } as ClusterDocument,
})
const through = (both: Both, ...events: RunEvent[]): Both =>
  events.reduce((current, event) => withOutcome(current, apply(current, event)!), both)

const claimed = { type: 'claimed', attempt: 1 } as const
const planned = { type: 'planned', attempt: 1, changes: 3 } as const
const finished = { type: 'finished', attempt: 1, outcome: 'succeeded' } as const

describe('an event of a run', () => {
  test('of an earlier attempt changes nothing', () =>
    expect(apply(begin('create', clusterWith({ state: 'provisioning' })), { ...claimed, attempt: 2 })).toBe(
      undefined,
    ))

  test('a plan waits for approval, and its approval starts the next attempt without the old execution', () => {
    const waiting = through(begin('update', clusterWith()), claimed, planned)
    expect(waiting.cluster).toMatchObject({ state: 'updating', busy: true, awaitsApproval: true })
    const approved = apply(waiting, { type: 'approve' })!
    expect(approved.start).toEqual({ clusterId: 'c1', runId: 'r1', attempt: 2 })
    expect(approved.runPatch).toMatchObject({ sequence: 0, heardAt: null })
    expect('execution' in approved.runPatch && approved.runPatch.execution === undefined).toBe(true)
    expect(approved.clusterPatch).toMatchObject({ awaitsApproval: false, updatedAt: later })
  })

  test('an update that succeeds gives the cluster its change and a new price', () => {
    const nodes = { type: 't3.large', min: 4, max: 8 }
    const both = begin('update', clusterWith({ approval: 'automatic' }), { nodes })
    const { cluster } = through(both, claimed, planned, finished)
    expect(cluster).toMatchObject({ nodes, state: 'ready', busy: false, driftDueAt: later, endTold: false })
    expect(cluster.cost.hourly?.amount).toBeGreaterThan(34)
  })

  test('an update that fails leaves services and nodes as they were', () => {
    const change = { services: ['mlflow' as const] }
    const both = begin('update', clusterWith({ approval: 'automatic' }), change)
    const failed = apply(through(both, claimed, planned), { ...finished, outcome: 'failed' })!
    expect(failed).toMatchObject({
      notice: 'cluster-change-failed',
      clusterPatch: { state: 'ready', failedChange: 'r1', busy: false, driftDueAt: later },
    })
    expect(failed.clusterPatch).not.toHaveProperty('services')
  })

  test('a failed change is remembered through drift checks, and forgotten after a change that succeeds', () => {
    const halfway = clusterWith({ failedChange: 'r0', approval: 'automatic' })
    const checked = through(begin('check-drift', halfway), claimed, finished)
    expect(checked.cluster).toMatchObject({ state: 'ready', failedChange: 'r0' })
    const changing = through(begin('update', halfway, {}), claimed, planned)
    expect(changing.cluster).toMatchObject({ state: 'updating', failedChange: 'r0' })
    const changed = apply(changing, finished)!
    expect(changed.clusterPatch).toHaveProperty('failedChange', undefined)
    const discarded = through(begin('update', clusterWith({ failedChange: 'r0' }), {}), claimed, planned, {
      type: 'discard',
    })
    expect(discarded.cluster).toMatchObject({ state: 'ready', failedChange: 'r0' })
  })

  test.each(['failed', 'lost', 'canceled'] as const)(
    'a cluster whose change is %s after its approval stays ready',
    (outcome) => {
      const applying = through(begin('update', clusterWith({ approval: 'automatic' }), {}), claimed, planned)
      const event: RunEvent = outcome === 'lost' ? { type: 'lost', attempt: 1 } : { ...finished, outcome }
      const { cluster } = through(applying, event)
      expect(cluster).toMatchObject({ state: 'ready', failedChange: 'r1' })
    },
  )

  test('a cluster that was never built has no failed change: it stays failed', () => {
    const changing = through(begin('update', clusterWith({ state: 'failed' }), {}), claimed)
    const outcome = apply(changing, { ...finished, outcome: 'failed' })!
    expect(outcome).toMatchObject({ notice: 'cluster-failed', clusterPatch: { state: 'failed' } })
    expect(outcome.clusterPatch!.failedChange).toBe(undefined)
  })

  test('a destroy that leaves nothing removes the endpoint and the link checks', () => {
    const running = through(begin('destroy', clusterWith({ endpoint: 'https://a.test' })), claimed, planned)
    const { clusterPatch, notice } = apply(running, finished, 'empty')!
    expect(notice).toBe('cluster-destroyed')
    expect(clusterPatch).toMatchObject({ state: 'destroyed', live: false })
    expect(Object.entries(clusterPatch!).filter(([, value]) => value === undefined)).toEqual([
      ['failedChange', undefined],
      ['endpoint', undefined],
      ['linksDueAt', undefined],
    ])
  })

  test.each([
    ['that was planned only ends without a run', [claimed, planned], true],
    ['whose plan was approved needs a run', [claimed, planned, { type: 'approve' }], false],
  ] as [string, RunEvent[], boolean][])('a cluster to destroy %s', (_, events, endsAtOnce) => {
    const both = through(begin('create', clusterWith({ state: 'provisioning', applied: false })), ...events)
    expect(both.cluster.applied).toBe(!endsAtOnce)
    const cluster = {
      ...both.cluster,
      ...lifeOf({ ...both.cluster, destroyWanted: true }),
    } as ClusterDocument
    const outcome = apply({ ...both, cluster }, { type: 'cancel' })!
    expect(outcome.nextRun === undefined).toBe(endsAtOnce)
    expect(outcome.clusterPatch!.state).toBe(endsAtOnce ? 'destroyed' : 'destroying')
    if (endsAtOnce) expect(outcome.clusterPatch!.closed).toMatchObject({ reason: 'never-applied', left: [] })
  })

  test('a plan that is applied without an approval also counts as applied', () => {
    const idle = clusterWith({ state: 'provisioning', applied: false, approval: 'automatic' })
    expect(through(begin('create', idle), claimed).cluster.applied).toBe(false)
    expect(through(begin('create', idle), claimed, planned).cluster.applied).toBe(true)
  })

  test('a requested destroy begins when the current run is over', () => {
    const { run, cluster } = begin('update', clusterWith())
    const outcome = apply(
      { run, cluster: { ...cluster, ...lifeOf({ ...cluster, destroyWanted: true }) } },
      { type: 'cancel' },
    )!
    expect(outcome).toMatchObject({
      nextRun: { command: 'destroy', state: 'queued', approval: 'automatic', requestedBy: 'o1' },
      clusterPatch: { runId: 'r2', state: 'destroying', busy: true, destroyWanted: false },
      start: { clusterId: 'c1', runId: 'r2', attempt: 1 },
    })
  })
})

describe('after any events in any order', () => {
  const attempt = fc.integer({ min: 1, max: 4 })
  const event: fc.Arbitrary<RunEvent> = fc.oneof(
    fc.record({ type: fc.constantFrom('claimed' as const, 'stale' as const, 'lost' as const), attempt }),
    fc.record({ type: fc.constant('planned' as const), attempt, changes: fc.nat(3) }),
    fc.record({
      type: fc.constant('finished' as const),
      attempt,
      outcome: fc.constantFrom('succeeded' as const, 'failed' as const, 'canceled' as const),
    }),
    fc.constantFrom<RunEvent>({ type: 'approve' }, { type: 'discard' }, { type: 'cancel' }),
  )
  const start = fc
    .record({
      command: fc.constantFrom(...runCommand.options),
      approval: fc.constantFrom('manual' as const, 'automatic' as const),
      state: fc.constantFrom('ready' as const, 'failed' as const),
      destroyWanted: fc.boolean(),
      failedChange: fc.constantFrom(undefined, 'r0'),
      applied: fc.constantFrom(undefined, false, true),
    })
    .map(({ command, approval, state, destroyWanted, failedChange, applied }): Both => {
      const idle = clusterWith({
        approval,
        state: command === 'create' ? 'provisioning' : state,
        busy: true,
        failedChange,
        ...(applied !== undefined && { applied }),
      })
      const { run, cluster } = begin(command, idle)
      return { run, cluster: { ...cluster, ...lifeOf({ ...cluster, destroyWanted }) } }
    })
  const inventory = fc.constantFrom<Inventory>('empty', 'left', 'unknown')

  test('cluster and run agree: busy while the run is at work or waits, and free or with a destroy afterwards', () =>
    fc.assert(
      fc.property(start, fc.array(fc.tuple(event, inventory), { maxLength: 30 }), (first, events) => {
        let both = first
        for (const [next, left] of events) {
          const outcome = apply(both, next, left)
          if (isOver(both.run.state)) expect(outcome).toBeUndefined()
          if (!outcome) continue
          const destroyWanted = both.cluster.destroyWanted
          both = withOutcome(both, outcome)
          const { cluster, run } = both
          // The patch alone leaves a possible life.
          expect(lifeOf(cluster)).toEqual({
            state: cluster.state,
            live: cluster.live,
            busy: cluster.busy,
            awaitsApproval: cluster.awaitsApproval,
            destroyWanted: cluster.destroyWanted,
            failedChange: cluster.failedChange,
          })
          // Only a change that succeeds, and the end of the cluster, clear a change that ended halfway.
          if (first.cluster.failedChange && cluster.state === 'ready' && !cluster.failedChange)
            expect(run).toMatchObject({ command: 'update', state: 'succeeded' })
          expect(cluster.awaitsApproval).toBe(run.state === 'awaiting-approval')
          if (isAtWork(run.state) || run.state === 'awaiting-approval') {
            expect(cluster).toMatchObject({ busy: true, runId: 'r1', destroyWanted: destroyWanted })
            continue
          }
          expect(run.endedAt).toBe(later)
          expect(cluster.busy).toBe(outcome.nextRun !== undefined)
          expect(outcome.nextRun !== undefined).toBe(destroyWanted && cluster.state !== 'destroyed')
          expect(cluster.destroyWanted).toBe(false)
          if (cluster.state === 'destroyed' && !cluster.closed) expect(left).toBe('empty')
          // A cluster ends without the cloud only if none of its plans was ever applied.
          if (cluster.closed) expect([first.cluster.applied, run.approved]).toEqual([false, false])
        }
      }),
    ))

  test('exactly the next attempt of a run, or the first of the next run, starts', () =>
    fc.assert(
      fc.property(start, fc.array(event, { maxLength: 30 }), (first, events) => {
        let both = first
        for (const next of events) {
          const outcome = apply(both, next)
          if (!outcome) continue
          const isNewAttempt = outcome.run.attempt > both.run.attempt
          expect(outcome.start).toEqual(
            outcome.nextRun
              ? { clusterId: 'c1', runId: 'r2', attempt: 1 }
              : isNewAttempt
                ? { clusterId: 'c1', runId: 'r1', attempt: both.run.attempt + 1 }
                : undefined,
          )
          both = withOutcome(both, outcome)
        }
      }),
    ))
})
