import type { LabPlaceDocument } from '../../contract/lab-places.ts'
import { isInGoodStanding } from '../../domain/clients.ts'
import { followHub, isLost } from '../../domain/lab-places.ts'
import { hasPlace, labTimes } from '../../domain/labs.ts'
import { documents } from '../documents.ts'
import { describeError, type Log } from '../log.ts'
import { clusterUsersOf } from '../oidc/cluster-user.ts'
import { publish } from '../publish.ts'
import { readableDocs } from '../readable.ts'
import { openHub } from './cluster-hub.ts'
import type { Hub, LabServer } from './hub.ts'
import { hubUrlOf } from './hub-url.ts'
import { type ReadLabFacts, readLabFacts } from './lab.ts'
import { addPlace, changePlace, closePlaces, readActivePlaces } from './place.ts'

/** The people who may have a server: those with a seat, and those who manage the event, the lab or every cluster. */
const readEntitled = async ({ eventId, event, lab, cluster }: ReadLabFacts): Promise<string[]> => {
  const [seats, admins] = await Promise.all([
    documents.registrations(eventId).where('holdsSeat', '==', true).get(),
    documents.accessCollection().where('role', '==', 'admin').get(),
  ])
  // In a rehearsal nobody takes the place of a seat.
  const takesPlace = event?.state === 'published' && !lab.rehearsal
  const withSeat = readableDocs(seats.docs).flatMap(({ data }) =>
    takesPlace && hasPlace(data) ? [data.userId] : [],
  )
  const managers = [event?.ownerId, ...(event?.organiserIds ?? []), lab.ownerId, cluster?.cluster.ownerId]
  return [...withSeat, ...managers, ...admins.docs.map(({ id }) => id)].filter((uid) => uid !== undefined)
}

/** Reads `access` only of people with a server: a suspended person keeps the seat, and has no place. */
const mayKeepServer = async (uid: string): Promise<boolean> =>
  isInGoodStanding((await documents.access(uid).get()).data())

/** Writes what the hub says into places that say something else, and repeats work that a crash left. */
const followServers = async (
  eventId: string,
  active: ReadonlyMap<string, LabPlaceDocument>,
  servers: ReadonlyMap<string, LabServer>,
  now: string,
): Promise<void> => {
  for (const [uid, place] of active) {
    if (isLost(place, now)) await publish('lab-place', `${eventId} ${uid}`, { eventId, userId: uid })
    const change = followHub(place, servers.get(uid) ?? { state: 'none' }, now)
    if (change) await changePlace(eventId, uid, change, now)
  }
  // A server that a person started at the hub itself, or that came back after a failure.
  for (const [uid, server] of servers) if (!active.has(uid)) await addPlace(eventId, uid, server, now)
}

const look = async (read: ReadLabFacts, clusterId: string, hub: Hub, now: string): Promise<number> => {
  const { eventId } = read
  const [listed, active] = await Promise.all([hub.listServers(), readActivePlaces(eventId)])
  if (listed.length === 0 && active.size === 0) return 0
  const entitled = new Set(listed.length > 0 ? await readEntitled(read) : [])
  const uidOf = await clusterUsersOf(clusterId, [...new Set([...entitled, ...active.keys()])])
  const servers = new Map<string, LabServer>()
  let ended = 0
  for (const { name, server } of listed) {
    const uid = uidOf.get(name)
    if (uid && entitled.has(uid) && (await mayKeepServer(uid))) servers.set(uid, server)
    else {
      await hub.deleteUser(name)
      ended++
    }
  }
  await followServers(eventId, active, servers, now)
  if (read.event && servers.size > 0) await hub.announceEnd(labTimes(read.event, read.lab).endsAt)
  return ended
}

/**
 * Compares the servers at the hub of a lab with the seats, and with what the places say. It ends the servers, sessions and tokens of people
 * who no longer have a right to a place; their files stay until the lab goes. There is no second list of rights. A hub that does not respond
 * is asked in the next minute.
 */
export const lookAtPlaces = async (eventId: string, now: string, log: Log): Promise<void> => {
  const read = await readLabFacts(eventId)
  if (!read || read.lab.clusterId === null) return
  if (read.lab.state === 'ending') return closePlaces(eventId, now)
  if (read.lab.state !== 'ready') return
  const { clusterId } = read.lab
  try {
    const url = hubUrlOf(read.cluster?.cluster)
    const hub = url && (await openHub(clusterId, url))
    const ended = hub ? await look(read, clusterId, hub, now) : 0
    if (ended > 0) log('NOTICE', 'Places of people without a seat were ended.', { eventId, ended })
  } catch (error) {
    log('WARNING', 'The hub of a lab did not compare its servers with the seats.', {
      eventId,
      ...describeError(error),
    })
  }
}
