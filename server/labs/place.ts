import { type LabPlaceDocument, labPlaceDocument, type PlaceWork } from '../../contract/lab-places.ts'
import { fullName } from '../../domain/full-name.ts'
import { followHub, newPlace, type PlaceChange, requestWork } from '../../domain/lab-places.ts'
import { db, documents, toFields, type WriteBatch } from '../documents.ts'
import { grpc, hasGrpcCode, Problem } from '../problem.ts'
import { publish } from '../publish.ts'
import { readableDocs, seePerson } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { LabServer } from './hub.ts'

/** Display names are in the token of a person. Somebody without one has a profile. */
const nameOf = async ({ uid, name }: { uid: string; name: string }): Promise<string> => {
  if (name) return name
  const person = seePerson(await documents.person(uid).get())
  return person ? fullName(person) : ''
}

type PlacePerson = { uid: string; name: string }
type Commit = (batch: WriteBatch) => Promise<unknown>
/** @property isNew whether the request has stored work */
type Requested = { place: LabPlaceDocument; isNew: boolean }

/** Stores the first start of a person, without a read. @returns undefined if the person has a place already */
const createPlace = async (
  eventId: string,
  person: PlacePerson,
  now: string,
  commit: Commit,
): Promise<Requested | undefined> => {
  const placeBefore = newPlace({ uid: person.uid, name: await nameOf(person) }, now)
  const place = { ...placeBefore, ...requestWork(placeBefore, 'start', now) }
  const batch = db.batch()
  batch.create(documents.labPlace(eventId, person.uid), place)
  try {
    await commit(batch)
    return { place, isNew: true }
  } catch (error) {
    if (hasGrpcCode(error, grpc.alreadyExists, grpc.aborted)) return undefined
    throw error
  }
}

const requestWorkAt = async (
  eventId: string,
  person: PlacePerson,
  work: PlaceWork,
  now: string,
  commit: Commit,
): Promise<Requested> => {
  const ref = documents.labPlace(eventId, person.uid)
  const snapshot = await ref.get()
  const stored = snapshot.data()
  const placeBefore = stored ?? newPlace({ uid: person.uid, name: await nameOf(person) }, now)
  const change = requestWork(placeBefore, work, now)
  if (!change) return { place: placeBefore, isNew: false }
  const place = { ...placeBefore, ...change, updatedAt: now }
  const batch = db.batch()
  if (stored)
    batch.update(ref, toFields(labPlaceDocument, { ...change, updatedAt: now }), {
      lastUpdateTime: snapshot.updateTime!,
    })
  else batch.create(ref, place)
  await commit(batch)
  return { place, isNew: true }
}

/**
 * Stores what a person wants from the hub, and lets a function with the right to call it do the work. Many requests at once store one.
 *
 * @param person whose place it is; `name` may be empty
 * @param commit commits the change with what else belongs to it
 * @returns the place after the request
 */
export const requestPlace = async (
  eventId: string,
  person: PlacePerson,
  work: PlaceWork,
  now: string,
  commit: Commit = (batch) => batch.commit(),
): Promise<LabPlaceDocument> => {
  const created = work === 'start' ? await createPlace(eventId, person, now, commit) : undefined
  const { place, isNew } =
    created ??
    (await retryOnConflict(() => requestWorkAt(eventId, person, work, now, commit), [grpc.alreadyExists]))
  if (isNew) await publish('lab-place', `${eventId} ${person.uid}`, { eventId, userId: person.uid })
  return place
}

/**
 * The budget of a lab is spent: a server that runs may be used until the lab goes, and no other starts.
 *
 * @throws Problem `lab-not-open`
 */
export const requireServer = async (eventId: string, uid: string): Promise<void> => {
  const server = (await documents.labPlace(eventId, uid).get()).data()?.server
  if (server === 'running' || server === 'idle') return
  throw new Problem(
    'lab-not-open',
    'The budget of this lab is spent, so no new server starts. Ask the organisers of the event.',
  )
}

/** Follows a server whose place is stored as ended, or not at all. */
export const addPlace = async (
  eventId: string,
  uid: string,
  server: LabServer,
  now: string,
): Promise<void> => {
  const ref = documents.labPlace(eventId, uid)
  const stored = (await ref.get()).data()
  const placeBefore = stored ?? newPlace({ uid, name: await nameOf({ uid, name: '' }) }, now)
  const change = followHub(placeBefore, server, now)
  if (!change) return
  if (stored) return changePlace(eventId, uid, change, now)
  // The person may open the lab at the same moment; then their document stays.
  await ref.create({ ...placeBefore, ...change }).catch((error: unknown) => {
    if (!hasGrpcCode(error, grpc.alreadyExists)) throw error
  })
}

/** Writes what the hub does with a server. It leaves the fields of the cockpit alone, so the two never conflict. */
export const changePlace = async (
  eventId: string,
  uid: string,
  change: PlaceChange,
  now: string,
): Promise<void> => {
  await documents.labPlace(eventId, uid).update(toFields(labPlaceDocument, { ...change, updatedAt: now }))
}

/** Reads only places with a server, so a lab that nobody uses costs one read a minute. @returns places by their people's uids */
export const readActivePlaces = async (eventId: string): Promise<Map<string, LabPlaceDocument>> => {
  const active = ['starting', 'running', 'idle', 'stopping'] satisfies LabPlaceDocument['server'][]
  const places = await documents.labPlaces(eventId).where('server', 'in', active).get()
  return new Map(readableDocs(places.docs).map(({ data }) => [data.userId, data]))
}

/** No place of a lab that ends, or whose cluster is gone, has a server. */
export const closePlaces = async (eventId: string, now: string): Promise<void> => {
  const change = { server: 'none', since: now, message: null, percent: null, work: null } as const
  for (const uid of (await readActivePlaces(eventId)).keys()) await changePlace(eventId, uid, change, now)
}
