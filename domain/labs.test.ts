import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Nodes } from '../contract/cluster-parts.ts'
import type { ClusterDocument } from '../contract/clusters.ts'
import type { EventDocument } from '../contract/events.ts'
import { type LabDocument, type LabLife, labInput, labState } from '../contract/labs.ts'
import { registrationState } from '../contract/registrations.ts'
import {
  applyLabEvent,
  budgetGraceMinutes,
  dueWarning,
  eventLabTimes,
  extensionOf,
  hasPlace,
  type LabEvent,
  type LabFacts,
  labClusterName,
  labCost,
  labNodes,
  labProblems,
  labTimes,
  maxBuilds,
  nextLabStep,
  nextLook,
  noPlaceDetail,
  seatsIn,
  seatsOnNodes,
  toLab,
} from './labs.ts'
import { receiptOf } from './present-lab.ts'

const minuteMs = 60_000
const startMs = Date.parse('2027-05-01T09:00:00.000Z')
const at = (minutes: number) => new Date(startMs + minutes * minuteMs).toISOString()

const settings = {
  platform: 'sandbox',
  readyMinutes: 30,
  endMinutes: 120,
  extraMinutes: 0,
  endWanted: false,
  memoryGb: 2,
  cores: 0.5,
} as const
const scheduled: LabLife = {
  state: 'scheduled',
  clusterId: null,
  builds: 0,
  failure: undefined,
  rehearsal: undefined,
}

/**
 * A lab with its event and its clusters. `step` does what the sweep does: each step is one commit, so a crash leaves the world before it or
 * after it, and a second run of the same step finds that the lab has changed.
 */
class SmallWorld {
  nowMinutes = -300
  event: LabFacts['event'] = { state: 'published', startsAt: at(0), endsAt: at(60), capacity: 6 }
  lab: LabFacts['lab']
  money = { spent: 0, limit: 1000 }
  /** The nodes of the change at work. */
  planned: Nodes | undefined
  clusters = new Map<string, NonNullable<LabFacts['cluster']> & { isDestroying: boolean }>()
  dueAt: string | null = at(-300)

  constructor(platform: 'sandbox' | 'aws' = 'sandbox') {
    this.lab = { ...settings, platform, ...scheduled }
  }
  get now() {
    return at(this.nowMinutes)
  }
  facts(): LabFacts {
    const { lab, event, money, now } = this
    return {
      lab,
      event,
      money,
      now,
      cluster: lab.clusterId === null ? undefined : this.clusters.get(lab.clusterId),
    }
  }
  apply(event: LabEvent) {
    const life = applyLabEvent(this.lab, event)
    if (life) this.lab = { ...this.lab, ...life }
  }
  destroy(id: string) {
    const cluster = this.clusters.get(id)!
    if (cluster.state !== 'destroyed') Object.assign(cluster, { state: 'destroying', busy: true })
  }
  step() {
    if (this.dueAt === null || this.dueAt > this.now) return
    const step = nextLabStep(this.facts())
    const { clusterId } = this.lab
    if (step.do === 'create') {
      const id = `c${this.clusters.size}`
      const { endsAt } = labTimes(this.event!, this.lab)
      this.clusters.set(id, {
        state: 'provisioning',
        busy: true,
        destroyWanted: false,
        updatedAt: this.now,
        expiresAt: endsAt,
        endsAt,
        nodes: labNodes(this.lab.platform, this.lab, seatsIn(this.lab, this.event!)).nodes,
        isDestroying: false,
      })
      this.apply({ type: 'build', clusterId: id })
    }
    if (step.do === 'retry') {
      Object.assign(this.clusters.get(clusterId!)!, { state: 'provisioning', busy: true })
      this.apply(step.event)
    }
    if (step.do === 'record') this.apply(step.event)
    if (step.do === 'move-end')
      Object.assign(this.clusters.get(clusterId!)!, { expiresAt: step.expiresAt, endsAt: step.expiresAt })
    if (step.do === 'scale') {
      this.planned = step.nodes
      Object.assign(this.clusters.get(clusterId!)!, { state: 'updating', busy: true })
      this.lab = { ...this.lab, scaledTo: step.nodes.max }
    }
    if (step.do === 'report-budget') this.lab = { ...this.lab, ...step }
    if (step.do === 'end') {
      if (step.withCluster) this.destroy(clusterId!)
      this.apply({ type: 'end' })
      if (step.forGood) this.lab = { ...this.lab, endWanted: true }
    }
    this.dueAt = nextLook(this.facts())
  }
  /** The run at work of each cluster ends. */
  finishRuns(succeeds: boolean) {
    for (const cluster of this.clusters.values()) {
      if (!cluster.busy) continue
      if (cluster.state === 'updating') {
        // A change that failed leaves the cluster as it was.
        const nodes = (succeeds && this.planned) || cluster.nodes
        Object.assign(cluster, { state: 'ready', busy: false, updatedAt: this.now, nodes })
        continue
      }
      const done = cluster.state === 'destroying' ? 'destroyed' : 'ready'
      Object.assign(cluster, { state: succeeds ? done : 'failed', busy: false, updatedAt: this.now })
    }
  }
  /** server/clusters/ends.ts. */
  endOverdueClusters() {
    for (const [id, { state, busy, endsAt }] of this.clusters)
      if (!busy && state !== 'destroyed' && endsAt !== null && endsAt <= this.now) this.destroy(id)
  }
  sweep() {
    this.step()
    this.endOverdueClusters()
  }
  move(minutes: number) {
    if (!this.event) return
    const startsAt = at(this.nowMinutes + minutes)
    this.event = { ...this.event, startsAt, endsAt: at(this.nowMinutes + minutes + 60) }
    this.dueAt = this.now
  }
  /** functions/labs/rehearse.ts. */
  rehearse() {
    if (!this.event || eventLabTimes(this.event, this.lab).buildsAt <= this.now) return
    const rehearsal = { userId: 'olga', startsAt: this.now, endsAt: at(this.nowMinutes + 120) }
    this.apply({ type: 'rehearse', rehearsal })
    this.dueAt = this.now
  }
  get live() {
    return [...this.clusters].filter(([, { state }]) => state !== 'destroyed').map(([id]) => id)
  }
}

const moves = fc.oneof(
  fc.integer({ min: 1, max: 240 }).map((minutes) => (world: SmallWorld) => {
    world.nowMinutes += minutes
  }),
  fc.constant((world: SmallWorld) => world.sweep()),
  fc.boolean().map((succeeds) => (world: SmallWorld) => world.finishRuns(succeeds)),
  fc.integer({ min: -200, max: 3000 }).map((minutes) => (world: SmallWorld) => world.move(minutes)),
  fc.integer({ min: 1, max: 60 }).map((capacity) => (world: SmallWorld) => {
    if (world.event) world.event = { ...world.event, capacity }
  }),
  fc.integer({ min: 0, max: 1200 }).map((spent) => (world: SmallWorld) => {
    world.money = { spent, limit: 1000 }
  }),
  fc.constant((world: SmallWorld) => world.rehearse()),
  fc.constant((world: SmallWorld) => world.apply({ type: 'end-rehearsal', at: world.now })),
  fc
    .constantFrom('draft', 'published', 'hidden', 'cancelled', 'deleted')
    .map((state) => (world: SmallWorld) => {
      if (world.event && world.event.state !== 'deleted' && world.event.state !== 'cancelled')
        world.event = { ...world.event, state: state as EventDocument['state'] }
    }),
  // A person removes the lab, or destroys its cluster on the cluster's page.
  fc.constant((world: SmallWorld) => {
    world.lab = { ...world.lab, endWanted: true }
  }),
  fc.constant((world: SmallWorld) => {
    if (world.lab.clusterId !== null) world.destroy(world.lab.clusterId)
  }),
  // An operator gives the cluster a later end.
  fc.constant((world: SmallWorld) => {
    const cluster = world.clusters.get(world.lab.clusterId ?? '')
    if (cluster && cluster.state !== 'destroying') Object.assign(cluster, { expiresAt: null, endsAt: null })
  }),
  // A late message about an earlier cluster.
  fc
    .constantFrom<LabEvent>(
      { type: 'cluster-ready', clusterId: 'earlier' },
      { type: 'cluster-failed', clusterId: 'earlier', detail: '' },
      { type: 'cluster-gone', clusterId: 'earlier', isRebuilt: true },
      { type: 'build-again', clusterId: 'earlier' },
    )
    .map((event) => (world: SmallWorld) => {
      expect(applyLabEvent(world.lab, event)).toBeUndefined()
    }),
)

const platforms = fc.constantFrom('sandbox' as const, 'aws' as const)

test('a lab never outlives its end, leaves no cluster, and always comes to its end', () =>
  fc.assert(
    fc.property(platforms, fc.array(moves, { maxLength: 60 }), (platform, list) => {
      const world = new SmallWorld(platform)
      for (const move of list) {
        move(world)
        const { lab } = world
        // Every live cluster belongs to the lab, so the lab can end it.
        expect(world.live).toEqual(world.live.length === 0 ? [] : [lab.clusterId])
        expect(toLab(lab as unknown as LabDocument)).toMatchObject(lab)
        expect(lab.builds).toBeLessThanOrEqual(maxBuilds)
        if (lab.state === 'ended') expect(lab.rehearsal).toBeUndefined()
      }
      // The event is over and the cloud works: a few sweeps remove everything.
      world.nowMinutes += 10_000
      for (let sweeps = 0; sweeps < 8; sweeps++) {
        world.sweep()
        world.finishRuns(true)
        world.nowMinutes += 61
      }
      expect([world.lab.state, world.live, world.dueAt]).toEqual(['ended', [], null])
    }),
    { numRuns: 500 },
  ))

test('a sweep after the end finds no ready lab', () =>
  fc.assert(
    fc.property(platforms, fc.array(moves, { maxLength: 40 }), (platform, list) => {
      const world = new SmallWorld(platform)
      for (const move of list) move(world)
      world.nowMinutes += 10_000
      world.sweep()
      world.sweep()
      expect(['ended', 'ending']).toContain(world.lab.state)
    }),
  ))

test('a rehearsal is over after its time, and the lab of the event follows it', () =>
  fc.assert(
    fc.property(platforms, fc.array(moves, { maxLength: 20 }), (platform, list) => {
      const world = new SmallWorld(platform)
      world.nowMinutes = -10_000
      world.dueAt = world.now
      world.rehearse()
      for (const move of list) move(world)
      const isWanted = !world.lab.endWanted && world.event?.state === 'published'
      world.money = { spent: 0, limit: 1000 }
      world.move(10_000)
      // The last one may have begun with the last move.
      world.nowMinutes += 121
      for (let sweeps = 0; sweeps < 8; sweeps++) {
        world.sweep()
        world.finishRuns(true)
      }
      expect([world.lab.rehearsal, world.live]).toEqual([undefined, []])
      if (isWanted && world.lab.overBudgetAt === undefined && world.lab.state !== 'ended')
        expect(['scheduled', 'failed']).toContain(world.lab.state)
    }),
  ))

describe('by the clock', () => {
  const build = () => {
    const world = new SmallWorld()
    world.sweep()
    expect(world.lab.state).toBe('scheduled')
    world.nowMinutes = -40
    world.sweep()
    expect(world.lab).toMatchObject({ state: 'building', builds: 1 })
    return world
  }
  const makeReady = () => {
    const world = build()
    world.finishRuns(true)
    world.sweep()
    expect(world.lab.state).toBe('ready')
    return world
  }

  test('a lab is ready before the start, and its cluster is gone after the end', () => {
    const world = makeReady()
    world.nowMinutes = 181
    world.sweep()
    expect(world.lab.state).toBe('ending')
    world.finishRuns(true)
    world.sweep()
    expect(world.lab).toMatchObject({ state: 'ended', clusterId: null })
  })

  test('a build that fails is repeated twice after a pause, then the lab has failed', () => {
    const world = build()
    for (let builds = 1; builds <= maxBuilds; builds++) {
      world.finishRuns(false)
      expect(world.lab).toMatchObject({ state: 'building', builds })
      world.sweep()
      world.nowMinutes += 3
      world.sweep()
    }
    expect(world.lab).toMatchObject({ state: 'failed', failure: { reason: 'build' } })
  })

  test('a failed lab is ready after an operator repaired its cluster', () => {
    const world = build()
    world.lab = {
      ...world.lab,
      ...applyLabEvent(world.lab, { type: 'cluster-failed', clusterId: 'c0', detail: '' })!,
    }
    world.finishRuns(true)
    world.sweep()
    expect(world.lab.state).toBe('ready')
  })

  test('a destroy that fails is repeated until the cloud answers', () => {
    const world = makeReady()
    world.nowMinutes = 181
    world.sweep()
    for (let tries = 0; tries < 5; tries++) {
      world.finishRuns(false)
      world.nowMinutes += 60
      world.sweep()
      expect([world.lab.state, world.live]).toEqual(['ending', ['c0']])
    }
    world.finishRuns(true)
    world.sweep()
    expect([world.lab.state, world.live]).toEqual(['ended', []])
  })

  test('a lab follows its event: a later end moves the cluster’s, and a later day removes and builds it', () => {
    const world = makeReady()
    world.move(60)
    world.sweep()
    expect(world.clusters.get('c0')!.expiresAt).toBe(labTimes(world.event!, world.lab).endsAt)
    world.move(7 * 24 * 60)
    world.sweep()
    expect(world.lab.state).toBe('ending')
    world.finishRuns(true)
    world.sweep()
    expect(world.lab.state).toBe('scheduled')
    world.nowMinutes += 7 * 24 * 60 - 35
    world.sweep()
    expect(world.lab).toMatchObject({ state: 'building', clusterId: 'c1' })
  })

  test('a cluster that somebody destroys is not built a second time', () => {
    const world = makeReady()
    world.destroy('c0')
    world.sweep()
    world.finishRuns(true)
    world.sweep()
    world.sweep()
    expect(world.lab.state).toBe('ended')
    expect(world.clusters.size).toBe(1)
  })

  test('a rehearsal builds a draft’s lab with one place, ends after its time, and the lab is scheduled', () => {
    const world = new SmallWorld('aws')
    world.event = { ...world.event!, state: 'draft', capacity: 40 }
    world.nowMinutes = -5000
    world.dueAt = world.now
    world.rehearse()
    world.sweep()
    expect(world.lab).toMatchObject({ state: 'building', clusterId: 'c0' })
    expect(world.clusters.get('c0')!.nodes.max).toBe(1)
    world.finishRuns(true)
    world.sweep()
    world.sweep()
    // A rehearsal needs no room for the seats of the event.
    expect([world.lab.state, world.clusters.get('c0')!.state]).toEqual(['ready', 'ready'])
    world.nowMinutes += 121
    world.sweep()
    expect(world.lab.state).toBe('ending')
    world.finishRuns(true)
    world.sweep()
    expect(world.lab).toMatchObject({ state: 'scheduled', rehearsal: undefined })
  })

  test('a rehearsal ends at once when somebody ends it, and when the lab of the event is due', () => {
    for (const end of ['button', 'schedule'] as const) {
      const world = new SmallWorld()
      world.rehearse()
      world.sweep()
      world.finishRuns(true)
      world.sweep()
      expect(world.lab.state).toBe('ready')
      if (end === 'button') world.apply({ type: 'end-rehearsal', at: world.now })
      else world.move(30)
      world.sweep()
      expect(world.lab.state).toBe('ending')
      world.finishRuns(true)
      world.sweep()
      world.sweep()
      expect(world.lab.state).toBe(end === 'button' ? 'scheduled' : 'building')
    }
  })

  test('a built lab grows once with the capacity of its event, and never shrinks', () => {
    const world = new SmallWorld('aws')
    world.nowMinutes = -60
    world.sweep()
    world.finishRuns(true)
    world.sweep()
    const nodesNow = () => world.clusters.get('c0')!.nodes.max
    expect([world.lab.state, nodesNow()]).toEqual(['ready', 1])
    world.event = { ...world.event!, capacity: 20 }
    world.sweep()
    world.sweep()
    expect(world.clusters.get('c0')!.state).toBe('updating')
    world.finishRuns(true)
    world.sweep()
    expect(nodesNow()).toBe(3)
    world.event = { ...world.event!, capacity: 6 }
    world.sweep()
    expect([world.clusters.get('c0')!.state, nodesNow()]).toEqual(['ready', 3])
    // A change that failed is an operator's to repair.
    world.event = { ...world.event!, capacity: 40 }
    world.sweep()
    world.finishRuns(false)
    world.sweep()
    expect([world.clusters.get('c0')!.state, nodesNow()]).toEqual(['ready', 3])
  })

  test('a lab that spent its budget stops, ends after the grace, and goes on with a larger budget', () => {
    for (const isRaised of [true, false]) {
      const world = makeReady()
      world.money = { spent: 800, limit: 1000 }
      world.sweep()
      expect(world.lab).toMatchObject({ budgetTold: 80, overBudgetAt: undefined })
      world.money = { spent: 1000, limit: 1000 }
      world.sweep()
      expect(world.lab).toMatchObject({ budgetTold: 100, overBudgetAt: world.now })
      world.sweep()
      expect(world.clusters.get('c0')!.expiresAt).toBe(at(world.nowMinutes + budgetGraceMinutes))
      if (isRaised) world.money = { spent: 1000, limit: 2000 }
      world.sweep()
      world.nowMinutes += budgetGraceMinutes + 1
      world.sweep()
      expect(world.lab.state).toBe(isRaised ? 'ready' : 'ending')
    }
  })

  test('a draft is not built, and its lab ends when the event would', () => {
    const world = new SmallWorld()
    world.event = { ...world.event!, state: 'draft' }
    world.nowMinutes = 0
    world.sweep()
    expect(world.lab.state).toBe('scheduled')
    world.nowMinutes = 181
    world.sweep()
    expect(world.lab.state).toBe('ended')
  })
})

test('a state that contradicts its cluster reads as failed', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...labState.options),
      fc.constantFrom(null, 'c1'),
      fc.nat(5),
      (state, clusterId, builds) => {
        const stored = { state, clusterId, builds } as unknown as LabDocument
        const life = toLab(stored)
        if (life.clusterId === null) expect(['scheduled', 'ended', 'failed']).toContain(life.state)
        if (life.state === 'failed') expect(life.failure.detail).not.toBe('')
        expect(toLab(life)).toEqual(life)
      },
    ),
  ))

describe('times', () => {
  // Clocks in Berlin go back an hour on 2027-10-31 at 01:00 UTC, and forward on 2027-03-28.
  test.each(['2027-10-31', '2027-03-28'])('clocks that change on %s move no time of a lab', (day) => {
    const minutesFrom = (a: string, b: string) => (Date.parse(b) - Date.parse(a)) / minuteMs
    const event = { startsAt: `${day}T00:15:00.000Z`, endsAt: `${day}T02:15:00.000Z` }
    const { buildsAt, opensAt, endsAt } = labTimes(event, settings)
    expect(minutesFrom(opensAt, event.startsAt)).toBe(30)
    expect(minutesFrom(event.endsAt, endsAt)).toBe(120)
    const timesBefore = labTimes({ startsAt: at(0), endsAt: at(120) }, settings)
    expect(minutesFrom(buildsAt, opensAt)).toBe(minutesFrom(timesBefore.buildsAt, timesBefore.opensAt))
    expect(minutesFrom(event.startsAt, labTimes({ ...event, endsAt: null }, settings).endsAt)).toBe(480)
    const later = new Date(Date.parse(endsAt) + 60 * minuteMs).toISOString()
    expect(extensionOf(event, settings, later, event.startsAt)).toEqual({ extraMinutes: 60 })
  })

  test('an event without an end ends its lab eight hours after the start', () => {
    const event = { startsAt: at(0), endsAt: null }
    expect(labTimes(event, settings).endsAt).toBe(at(480))
    expect(labTimes({ ...event, endsAt: at(60) }, settings)).toMatchObject({
      opensAt: at(-30),
      endsAt: at(180),
    })
  })

  test('an extension is at least ten minutes from now and at most a day after the planned end', () => {
    const event = { startsAt: at(0), endsAt: at(60) }
    expect(extensionOf(event, settings, at(240), at(0))).toEqual({ extraMinutes: 60 })
    expect(extensionOf(event, settings, at(5), at(0))).toMatchObject({ problems: [{ key: 'labEndSoon' }] })
    expect(extensionOf(event, settings, at(5000), at(0))).toMatchObject({ problems: [{ key: 'labEndFar' }] })
  })

  test('people are warned 15 and 5 minutes before the end, once each, and after an extension again', () => {
    const end = at(180)
    const warn = (minutes: number, warned?: LabDocument['warned']) =>
      dueWarning({ state: 'ready', warned }, end, at(180 - minutes))
    expect([warn(16), warn(15), warn(5), warn(0)]).toEqual([undefined, 15, 5, undefined])
    expect(warn(14, { minutes: 15, endsAt: end })).toBeUndefined()
    expect(warn(4, { minutes: 15, endsAt: end })).toBe(5)
    expect(warn(4, { minutes: 5, endsAt: end })).toBeUndefined()
    expect(warn(14, { minutes: 5, endsAt: at(60) })).toBe(15)
    expect(dueWarning({ state: 'ending' }, end, at(175))).toBeUndefined()
  })
})

describe('size and cost', () => {
  const share = { memoryGb: 2, cores: 0.5 }

  test('the nodes have room for every seat', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('aws' as const, 'azure' as const, 'gcp' as const),
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 28 }).map((quarters) => quarters / 4),
        fc.integer({ min: 1, max: 2000 }),
        (platform, memoryGb, cores, seats) => {
          const { nodes, fits } = labNodes(platform, { memoryGb, cores }, seats)
          const [allMemory, allCores] = nodes.type.match(/2xlarge|D8s|-8$/) ? [30, 7.5] : [14, 3.5]
          const people = fits ?? seats
          expect(nodes.min * allMemory).toBeGreaterThanOrEqual(people * memoryGb)
          expect(nodes.min * allCores).toBeGreaterThanOrEqual(people * cores)
          if (fits !== undefined) expect(fits).toBeLessThan(seats)
          expect(seatsOnNodes(platform, { memoryGb, cores }, nodes)).toBeGreaterThanOrEqual(people)
        },
      ),
    ))

  test('the estimate counts from the build to the end, for each seat', () => {
    const aws = { ...settings, ...share, platform: 'aws' as const }
    const times = eventLabTimes({ startsAt: at(0), endsAt: at(60) }, aws)
    const { total, perPerson } = labCost(aws, times, 20)
    expect(total!.amount).toBeGreaterThan(0)
    expect(perPerson!.amount).toBe(Math.ceil(total!.amount / 20))
    expect(labCost({ ...aws, platform: 'sandbox' }, times, 20).total).toEqual({ amount: 0, currency: 'USD' })
  })

  test('a lab for more people than its nodes hold is refused, and one that would end at once', () => {
    const input = {
      ...labInput.parse({ accountId: 'a', region: 'r', template: 'notebook', zone: 'labs.example.org' }),
      extraMinutes: 0,
    }
    const event = { startsAt: at(0), endsAt: at(60), capacity: 5000 }
    expect(labProblems({ ...input, platform: 'gcp' }, event, at(-60))).toMatchObject([{ key: 'labRoom' }])
    const small = { ...event, capacity: 5 }
    const nameless = { ...input, zone: undefined, platform: 'gcp' as const }
    expect(labProblems(nameless, small, at(-60))).toMatchObject([{ path: 'zone' }])
    expect(labProblems({ ...input, platform: 'gcp' }, small, at(-60))).toEqual([])
    expect(labProblems({ ...input, platform: 'gcp' }, small, at(150))).toMatchObject([{ key: 'labTooLate' }])
  })
})

describe('people', () => {
  test('only a held seat is a place, and every other state says what to do', () => {
    for (const state of registrationState.options) {
      expect(hasPlace({ state, holdsSeat: false })).toBe(false)
      expect(hasPlace({ state, holdsSeat: true })).toBe(state !== 'cancelled')
      expect(noPlaceDetail({ state, holdsSeat: false })).toMatch(/seat/)
    }
    expect([hasPlace(undefined), noPlaceDetail(undefined)]).toEqual([
      false,
      expect.stringContaining('Take a seat'),
    ])
  })
})

test.each([
  ['A first notebook', 'lab-a-first-notebook'],
  ["O'Brien / Zürich: Data!", 'lab-o-brien-zu-rich-data'],
  ['Первый блокнот', 'lab-event'],
  ['a'.repeat(80), `lab-${'a'.repeat(26)}`],
])('the cluster of %j is named %j', (title, name) => {
  expect(labClusterName(title)).toBe(name)
  expect(name).toMatch(/^[a-z][a-z0-9-]*[a-z0-9]$/)
})

test.each([
  ['https://github.com/jupyter/notebook', true],
  ['https://git.example.org/a/b.git', true],
  ['http://github.com/a/b', false],
  ['file:///etc/passwd', false],
  ['https://user:pass@evil.example/x', false],
  ['https://127.0.0.1/a', false],
  ['https://0x7f.1/a', false],
  ['https://[::1]/a', false],
  ['https://localhost/a', false],
  ['https://metadata.google.internal/a', false],
  ['https://metadata.google.internal./a', false],
  ['https://intranet/a', false],
  ['https://github.com:8443/a', false],
  ['git@github.com:a/b.git', false],
])('materials %s: %s', (url, isFine) => {
  const input = { accountId: 'a', region: 'local', template: 'notebook', materials: url }
  expect(labInput.safeParse(input).success).toBe(isFine)
})

test('a receipt has the cost until the end and what the cloud still has', () => {
  const cluster = {
    name: 'lab-x-abcdef',
    nodes: { type: 'small', min: 1, max: 1 },
    cost: { hourly: { amount: 100, currency: 'USD' }, monthly: null, source: '' },
    createdAt: at(0),
    updatedAt: at(200),
    expiresAt: null,
    budget: null,
    inventory: { left: [], regions: ['local'], at: at(120) },
  } as unknown as ClusterDocument
  expect(receiptOf('c1', cluster)).toMatchObject({ cost: { amount: 200 }, left: 0, to: at(120) })
  const { inventory: _, ...silent } = cluster
  expect(receiptOf('c1', silent)).toMatchObject({ left: null })
  const closed = { reason: 'never-applied' as const, at: at(1), left: [] }
  expect(receiptOf('c1', { ...silent, closed })).toMatchObject({ left: 0, cost: { amount: 0 } })
})
