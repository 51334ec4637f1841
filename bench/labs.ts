import { randomBytes } from 'node:crypto'
import { jupyterhub } from '../scripts/stack/programs/jupyterhub.ts'
import { db, documents } from '../server/documents.ts'
import { openClusterHub } from '../server/labs/cluster-hub.ts'
import type { Hub } from '../server/labs/hub.ts'
import { registerHub } from '../server/oidc/cluster-client.ts'
import { clusterUserOf } from '../server/oidc/cluster-user.ts'
import { api } from '../testing/api.ts'
import { publishEvent } from '../testing/events.ts'
import { startHubDouble } from '../testing/hub-double.ts'
import { storeLab, storePlace } from '../testing/labs.ts'
import { storeCluster } from '../testing/runner-clusters.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { post } from './client.ts'
import { connectAccount, createCluster, destroyCluster, hasTerraform, noTerraform } from './clusters.ts'
import type { Tally } from './meter.ts'
import { withMeter } from './metered.ts'
import type { Person } from './people.ts'

const rounds = 8
export const crowdSize = 50
export const realCrowdSize = 5
export const cockpitSize = 300
const handsRaised = 20

/** All times in milliseconds. */
export type Labs = {
  /** From the click until the person's page knows that the server runs. */
  byLabseat: number[]
  /** The same server, requested at the hub itself. */
  byHand: number[]
  real: { failed: number; took: number }
  fake: { failed: number; took: number; tally: Tally }
  hands: { took: number[]; changes: number[] }
}

type Account = Awaited<ReturnType<typeof connectAccount>>
type Lab = { eventId: string; clusterId: string; people: readonly Person[] }

const seatPeople = async (organiser: Person, people: readonly Person[]): Promise<string> => {
  const { id } = await publishEvent(organiser, { capacity: people.length })
  await Promise.all(people.map(({ token }) => post(`/v1/events/${id}/registrations`, token)))
  await waitUntilSettled(db, id, 60)
  return id
}
const click = ({ eventId }: Lab, { token }: Person) => post(`/v1/events/${eventId}/lab/open`, token)

/** Calls `work`, and waits until the person's place shows a server that runs. @throws when it fails */
const untilRunning = async (
  { eventId }: Lab,
  { uid }: Person,
  work: () => Promise<unknown>,
): Promise<number> => {
  const shown = Promise.withResolvers<number>()
  const close = documents.labPlace(eventId, uid).onSnapshot((snapshot) => {
    const place = snapshot.data()
    if (place?.server === 'running') shown.resolve(performance.now())
    if (place?.server === 'failed') shown.reject(new Error(`The server did not start: ${place.message}`))
  }, shown.reject)
  try {
    const began = performance.now()
    await work()
    return (await shown.promise) - began
  } finally {
    close()
  }
}

/** Starts the server of a user as the page of the hub does. */
const startByHand = async (hub: Hub, name: string): Promise<number> => {
  const signal = AbortSignal.timeout(120_000)
  const began = performance.now()
  await hub.startServer(name)
  for await (const { state, message } of hub.readProgress(name, signal))
    if (state === 'failed') throw new Error(message)
  await hub.waitUntilRunning(name, signal)
  return performance.now() - began
}
const stop = async (hub: Hub, name: string) => {
  await hub.stopServer(name)
  await hub.waitUntilStopped(name, AbortSignal.timeout(60_000))
}

/** Opens a place and starts a server by hand in turns. The first of each only warms up. */
const measureTurns = async (lab: Lab, hub: Hub, signal: AbortSignal) => {
  const person = lab.people[0]!
  const name = (await clusterUserOf(lab.clusterId, person.uid))!
  const other = randomBytes(16).toString('hex')
  await hub.ensureUser(other)
  const [byLabseat, byHand]: [number[], number[]] = [[], []]
  for (let round = 0; round <= rounds; round++) {
    signal.throwIfAborted()
    byHand.push(await startByHand(hub, other))
    await stop(hub, other)
    byLabseat.push(await untilRunning(lab, person, () => click(lab, person)))
    await stop(hub, name)
    await documents.labPlace(lab.eventId, person.uid).delete()
  }
  return { byLabseat: byLabseat.slice(1), byHand: byHand.slice(1) }
}

/** Everybody clicks at once. */
const measureCrowd = async (lab: Lab) => {
  const began = performance.now()
  const outcomes = await Promise.allSettled(
    lab.people.map((person) => untilRunning(lab, person, () => click(lab, person))),
  )
  const failed = outcomes.filter(({ status }) => status === 'rejected').length
  return { failed, took: performance.now() - began }
}

const measureReal = async (
  organiser: Person,
  account: Account,
  people: readonly Person[],
  signal: AbortSignal,
): Promise<Pick<Labs, 'byLabseat' | 'byHand' | 'real'>> => {
  const crowd = people.slice(0, realCrowdSize)
  const eventId = await seatPeople(organiser, crowd)
  const settings = { region: 'local', services: ['jupyterhub'], approval: 'automatic', name: 'lab' }
  const cluster = await createCluster(organiser, { ...settings, accountId: account.id, eventId })
  try {
    await waitUntil(
      'the hub is up',
      async () => (await documents.cluster(cluster.id).get()).data()!.state === 'ready',
      180,
    )
    await storeLab(eventId, account, { state: 'ready', clusterId: cluster.id, builds: 1 })
    const lab = { eventId, clusterId: cluster.id, people: crowd }
    const hub = (await openClusterHub(cluster.id))!
    const turns = await measureTurns(lab, hub, signal)
    return { ...turns, real: await measureCrowd(lab) }
  } finally {
    await destroyCluster(organiser, cluster)
  }
}

/** A lab at a hub that answers as JupyterHub does, and starts no process. */
const measureFake = async (
  organiser: Person,
  account: Account,
  people: readonly Person[],
  signal: AbortSignal,
): Promise<Labs['fake']> => {
  const crowd = people.slice(0, crowdSize)
  const eventId = await seatPeople(organiser, crowd)
  const hub = await startHubDouble()
  try {
    const links = [{ service: 'jupyterhub' as const, url: hub.url }]
    const { clusterId, name } = await storeCluster(organiser, account, { eventId, links })
    const now = new Date().toISOString()
    await registerHub({ clusterId, name, ownerId: organiser.uid, eventId }, hub.url, now)
    await storeLab(eventId, account, { state: 'ready', clusterId, builds: 1 })
    const lab = { eventId, clusterId, people: crowd }
    return await withMeter(signal, async (measure) => {
      const { result, tally } = await measure(() => measureCrowd(lab))
      return { ...result, tally }
    })
  } finally {
    hub.stop()
  }
}

/** Hands go up in a lab with many people, and an open cockpit listens to all places. */
const measureHands = async (
  organiser: Person,
  account: Account,
  people: readonly Person[],
): Promise<Labs['hands']> => {
  const crowd = people.slice(0, cockpitSize)
  const eventId = await seatPeople(organiser, crowd)
  await storeLab(eventId, account)
  for (const { uid } of crowd)
    await storePlace(eventId, { uid, firstName: 'Pia', lastName: 'Person' }, { server: 'running' })
  const changes: number[] = []
  let expected: { uid: string; seen: PromiseWithResolvers<number> } | undefined
  const first = Promise.withResolvers<void>()
  const close = documents.labPlaces(eventId).onSnapshot((snapshot) => {
    const news = snapshot.docChanges()
    if (news.length === crowd.length) return first.resolve()
    changes.push(news.length)
    const hand = news.find(({ doc }) => doc.id === expected?.uid && doc.data().handAt !== null)
    if (hand) expected?.seen.resolve(performance.now())
  }, first.reject)
  const took: number[] = []
  try {
    await first.promise
    for (const person of crowd.slice(0, handsRaised)) {
      expected = { uid: person.uid, seen: Promise.withResolvers<number>() }
      const began = performance.now()
      const path = `/v1/events/${eventId}/lab/places/${person.uid}/hand`
      const { status, text } = await api('PUT', path, { raised: true }, person)
      if (status !== 204) throw new Error(`The hand was not raised: ${text}`)
      took.push((await expected.seen.promise) - began)
    }
    return { took, changes }
  } finally {
    close()
  }
}

/** Opens places in labs: at a real JupyterHub against the hub alone, and for a crowd. */
export const measureLabs = async (
  organiser: Person,
  people: readonly Person[],
  signal: AbortSignal,
): Promise<Labs | string> => {
  if (!hasTerraform()) return noTerraform
  if (!jupyterhub.find()) return 'there is no JupyterHub'
  await documents.access(organiser.uid).update({ role: 'operator' })
  const account = await connectAccount(organiser, {
    name: 'bench',
    platform: 'sandbox',
    environment: 'dev',
    credentials: { kind: 'none' },
  })
  const real = await measureReal(organiser, account, people, signal)
  const hands = await measureHands(organiser, account, people)
  return { ...real, hands, fake: await measureFake(organiser, account, people, signal) }
}
