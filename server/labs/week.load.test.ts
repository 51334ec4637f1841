import { WriteBatch } from '@google-cloud/firestore'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { ClusterDocument } from '../../contract/clusters.ts'
import type { Event } from '../../contract/events.ts'
import type { Message, Topic } from '../../contract/messages.ts'
import type { RunEvent } from '../../domain/runs.ts'
import { startAttempt } from '../../pubsub/clusters/start.ts'
import { createRandom } from '../../scripts/chaos/random.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { emptyFirestore } from '../../testing/empty-firestore.ts'
import { publishEvent } from '../../testing/events.ts'
import { type HubDouble, startHubDouble } from '../../testing/hub-double.ts'
import { storeLab } from '../../testing/labs.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { assertSeatsAgree, waitUntilSettled } from '../../testing/seats.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { applyEvent } from '../clusters/apply-event.ts'
import { endClusters } from '../clusters/ends.ts'
import { findLostRuns } from '../clusters/lost-runs.ts'
import { db, documents } from '../documents.ts'
import type { Jobs } from '../jobs.ts'
import { createLogger } from '../log.ts'
import { registerHub } from '../oidc/cluster-client.ts'
import { clusterUserOf } from '../oidc/cluster-user.ts'
import { buildLab } from './build-lab.ts'
import { lookAtPlaces } from './look-at-places.ts'
import { runLab } from './run-labs.ts'
import { servePlace } from './serve-place.ts'

// A week of two events with labs a day. The clock of labs and clusters is the test's. People act through the API on the stack, which has the
// clock of the machine. The messages of this process do not reach the stack: the test delivers them, loses some, and delivers some twice.

type Sent = { [T in Topic]: { name: T; json: Message<T> } }[Topic]
const { outbox } = vi.hoisted(() => ({ outbox: [] as unknown[] }))
vi.mock('../publish.ts', async (load) => ({
  ...(await load<object>()),
  publish: async (name: string, _key: string, json: object) => void outbox.push({ name, json }),
}))

const [minuteMs, hourMs] = [60_000, 3600_000]
const dayMs = 24 * hourMs
const tickMs = 10 * minuteMs
/** The midnight after the next one. */
const firstDayMs = Math.ceil(Date.now() / dayMs + 1) * dayMs
const iso = (ms: number) => new Date(ms).toISOString()

/** Fixed, so that each run has the same faults as far as the machine allows it. */
const random = createRandom(15)
const happens = (share: number) => random.next() < share

const crash = 'A simulated crash'
let isFaulty = false
const commitOf = WriteBatch.prototype.commit
/** One commit in thirty crashes before it, and one after it. */
const installCrashes = () =>
  vi.spyOn(WriteBatch.prototype, 'commit').mockImplementation(async function (this: WriteBatch) {
    if (isFaulty && happens(1 / 30)) throw new Error(crash)
    const result = await commitOf.call(this)
    if (isFaulty && happens(1 / 30)) throw new Error(crash)
    return result
  })
afterEach(() => void vi.restoreAllMocks())

/** Does work of functions, at once with itself. Each may crash. Then its message is delivered no more, and the next sweep goes on. */
const withFaults = async (work: () => Promise<unknown>, times = 1): Promise<void> => {
  isFaulty = true
  const results = await Promise.allSettled(Array.from({ length: times }, work))
  isFaulty = false
  for (const result of results)
    if (result.status === 'rejected' && result.reason?.message !== crash) throw result.reason
}
/** Pub/Sub and the scheduler deliver some messages twice. */
const deliveries = () => (happens(1 / 8) ? 2 : 1)

const log = createLogger()
/** The jobs at work. A job ends at the next tick, or dies and never reports. */
const work = new Map<string, { clusterId: string; runId: string; attempt: number }>()
const hubs = new Map<string, HubDouble>()
const jobs: Jobs = {
  start: async ({ clusterId, runId, attempt }) => {
    const execution = `execution-${clusterId}-${runId}-${attempt}`
    if (!happens(1 / 20)) work.set(execution, { clusterId, runId, attempt })
    return execution
  },
  getState: async (execution) => (work.has(execution) ? 'running' : 'unknown'),
  cancel: async (execution) => void work.delete(execution),
}

/** The service JupyterHub of a cluster that is built. */
const openHub = async (clusterId: string, cluster: ClusterDocument, now: string) => {
  const hub = await startHubDouble()
  hubs.set(clusterId, hub)
  const { name, ownerId, eventId } = cluster
  await registerHub({ clusterId, name, ownerId, eventId }, hub.url, now)
  return { links: [{ service: 'jupyterhub' as const, url: hub.url }] }
}

/** What a runner reports, as functions/runner/progress.ts stores it. */
const report = async (job: { clusterId: string; runId: string }, event: RunEvent, now: string) => {
  const { clusterId, runId } = job
  const [cluster, run] = await Promise.all([
    documents.cluster(clusterId).get(),
    documents.run(clusterId, runId).get(),
  ])
  const read = { id: clusterId, cluster: cluster.data()!, readAt: cluster.updateTime! }
  const batch = db.batch()
  const { command } = run.data()!
  const isDone = event.type === 'finished' && event.outcome === 'succeeded'
  const applied = applyEvent(
    batch,
    read,
    { id: runId, run: run.data()!, readAt: run.updateTime! },
    event,
    now,
    {
      runPatch: { heardAt: now },
      ...(isDone && command === 'create' && { clusterPatch: await openHub(clusterId, read.cluster, now) }),
      inventory: command === 'destroy' && isDone ? 'empty' : 'unknown',
    },
  )
  if (!applied) return
  await batch.commit()
  if (isDone && command === 'destroy') {
    hubs.get(clusterId)?.stop()
    hubs.delete(clusterId)
  }
  if (applied.start) outbox.push({ name: 'cluster-run', json: applied.start })
}

const finishJobs = async (now: string) => {
  for (const [execution, job] of [...work]) {
    work.delete(execution)
    const { attempt } = job
    await report(job, { type: 'claimed', attempt }, now)
    await report(job, { type: 'planned', attempt, changes: 1 }, now)
    const run = (await documents.run(job.clusterId, job.runId).get()).data()!
    const outcome = run.state === 'canceling' ? 'canceled' : happens(1 / 10) ? 'failed' : 'succeeded'
    await report(job, { type: 'finished', attempt, outcome }, now)
  }
}

const deliver = (message: Sent, now: string): Promise<unknown> => {
  switch (message.name) {
    case 'lab-due': {
      const { eventId } = message.json
      return buildLab(eventId, now).then(() => lookAtPlaces(eventId, now, log))
    }
    case 'lab-place':
      return servePlace(message.json.eventId, message.json.userId, now, log)
    case 'cluster-run':
      return startAttempt(message.json, now, log, jobs)
    default:
      return Promise.resolve()
  }
}

const deliverMessages = async (now: string) => {
  while (outbox.length > 0) {
    const message = outbox.shift() as Sent
    if (happens(1 / 8)) continue
    await withFaults(() => deliver(message, now), deliveries())
  }
}

type Plan = 'nothing' | 'gives up' | 'suspended' | 'cancelled' | 'extended'
const plans: readonly Plan[] = ['nothing', 'gives up', 'suspended', 'cancelled', 'extended']

type Workshop = {
  event: Event
  people: Person[]
  plan: Plan
  startMs: number
  step: 'waits' | 'open' | 'changed' | 'checked'
}

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  await emptyFirestore()
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})

const createWorkshop = async (index: number): Promise<Workshop> => {
  const startMs = firstDayMs + Math.floor(index / 2) * dayMs + (index % 2 ? 13 : 9) * hourMs
  const event = await publishEvent(otto, {
    capacity: 2,
    startsAt: iso(startMs),
    endsAt: iso(startMs + 3 * hourMs),
  })
  await storeLab(event.id, account, { dueAt: event.createdAt })
  const people = await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => asPerson(name)))
  for (const person of people) await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
  await waitUntilSettled(db, event.id)
  return { event, people, plan: plans[index % plans.length]!, startMs, step: 'waits' }
}

const labOf = async ({ event }: Workshop) => (await documents.lab(event.id).get()).data()!
const open = ({ event }: Workshop, person: Person) =>
  api('POST', `/v1/events/${event.id}/lab/open`, undefined, person)
const seatsOf = async ({ event }: Workshop) => {
  await assertSeatsAgree(db, event.id)
  const { docs } = await documents.registrations(event.id).where('holdsSeat', '==', true).get()
  return docs.map(({ id }) => id).sort()
}
const placesOf = async ({ event }: Workshop) => {
  const { docs } = await documents.labPlaces(event.id).where('server', 'in', ['running', 'idle']).get()
  return docs.map(({ id }) => id).sort()
}

/** Everybody clicks. Only people with a seat get a place, and each has one. */
const openPlaces = async (workshop: Workshop, expected: string[]) => {
  const answers = await Promise.all(workshop.people.map((person) => open(workshop, person)))
  const opened = workshop.people.filter((_, index) => answers[index]!.status === 200)
  expect(opened.map(({ uid }) => uid).sort()).toEqual(expected)
  await waitUntil(
    'every person with a seat has a place',
    async () => (await placesOf(workshop)).join() === expected.join(),
    60,
  )
  const { clusterId } = await labOf(workshop)
  const names = await Promise.all(expected.map((uid) => clusterUserOf(clusterId!, uid)))
  expect([...hubs.get(clusterId!)!.users.keys()].sort()).toEqual(names.sort())
}

/** What the plan has for the middle of the event. */
const change = async (workshop: Workshop, now: string) => {
  const { event, plan, startMs } = workshop
  const at = `/v1/events/${event.id}`
  const [first] = await seatsOf(workshop)
  const person = workshop.people.find(({ uid }) => uid === first)!
  if (plan === 'cancelled') await api('POST', `${at}/cancel`, undefined, otto)
  if (plan === 'extended') {
    const endsAt = iso(startMs + 7 * hourMs)
    expect((await api('POST', `${at}/lab/extend`, { endsAt }, otto)).status).toBe(200)
  }
  if (plan === 'suspended') await documents.access(person.uid).update({ suspended: true })
  if (plan === 'gives up') await api('DELETE', `${at}/registrations/me`, undefined, person)
  if (plan === 'cancelled') return
  await waitUntilSettled(db, event.id)
  await lookAtPlaces(event.id, now, log)
  const seats = await seatsOf(workshop)
  expect(seats).toHaveLength(2)
  await openPlaces(
    workshop,
    seats.filter((uid) => plan !== 'suspended' || uid !== person.uid),
  )
}

/** Nothing of the day is left: no cluster, no hub, no place, no client with which somebody could sign in. */
const checkGone = async (workshop: Workshop) => {
  const { event } = workshop
  expect(await labOf(workshop)).toMatchObject({ state: 'ended', clusterId: null, dueAt: null })
  expect(await placesOf(workshop)).toEqual([])
  const clusters = await documents.clusters().where('ownerId', '==', otto.uid).get()
  const own = clusters.docs.filter((cluster) => cluster.data().eventId === event.id)
  expect(own.map((cluster) => cluster.data())).toEqual(
    own.map(() => expect.objectContaining({ state: 'destroyed', live: false, busy: false })),
  )
  for (const { id } of own) {
    expect(hubs.has(id)).toBe(false)
    expect((await documents.client(`cluster-${id}`).get()).exists).toBe(false)
    expect((await documents.clientSecret(`cluster-${id}`).get()).exists).toBe(false)
  }
}

const follow = async (workshop: Workshop, nowMs: number) => {
  const { startMs, event } = workshop
  const now = iso(nowMs)
  const lab = await labOf(workshop)
  if (lab.dueAt && lab.dueAt <= now) {
    await withFaults(() => runLab(event.id, now), deliveries())
  }
  if (workshop.step === 'waits' && lab.state === 'ready' && nowMs >= startMs) {
    await openPlaces(workshop, await seatsOf(workshop))
    workshop.step = 'open'
  } else if (workshop.step === 'open' && nowMs >= startMs + hourMs) {
    await change(workshop, now)
    workshop.step = 'changed'
  }
}

test('in a week with crashes and lost messages, every person with a seat has a place, and nothing outlives its day', async () => {
  const workshops = await Promise.all(Array.from({ length: 14 }, (_, index) => createWorkshop(index)))
  outbox.length = 0
  installCrashes()
  let opened = 0
  for (let day = 0; day < 7; day++) {
    const today = workshops.slice(2 * day, 2 * day + 2)
    const midnightMs = firstDayMs + day * dayMs
    // Nothing happens at night: the first build is due after eight.
    for (let nowMs = midnightMs + 7 * hourMs; nowMs < midnightMs + 24 * hourMs; nowMs += tickMs) {
      const now = iso(nowMs)
      await finishJobs(now)
      for (const workshop of today) await follow(workshop, nowMs)
      await withFaults(() => endClusters(choreContext({ now })))
      const limits = { checkAfterMs: 5 * minuteMs, lostAfterMs: 60 * minuteMs }
      await withFaults(() => findLostRuns(choreContext({ now }), { limits, jobs }))
      await deliverMessages(now)
      const labs = await Promise.all(today.map(labOf))
      if (nowMs > midnightMs + 16 * hourMs && labs.every(({ state }) => state === 'ended')) break
    }
    for (const workshop of today) await checkGone(workshop)
    expect([...hubs.keys(), ...work.keys()]).toEqual([])
    opened += today.filter(({ step }) => step !== 'waits').length
  }
  const live = await documents.clusters().where('live', '==', true).get()
  expect(live.docs.map(({ id }) => id)).toEqual([])
  // A build that fails three times fails its lab. Most labs open.
  expect(opened).toBeGreaterThan(10)
}, 600_000)
