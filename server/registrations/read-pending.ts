import type { QueryDocumentSnapshot, QuerySnapshot } from '@google-cloud/firestore'
import type { RegistrationDocument } from '../../contract/registrations.ts'
import { toArrivalTime } from '../commit-batched.ts'
import { documents, type Timestamp } from '../documents.ts'

/** Registrations settled in one commit: with one notice each and six more writes it stays below Firestore's 500 writes. */
export const maxPerCommit = 240

type Page = QuerySnapshot<RegistrationDocument>
/** A registration with its snapshot. In a rush parsing takes the most time, so each is parsed once. */
export type ReadRegistration = {
  snapshot: QueryDocumentSnapshot<RegistrationDocument>
  registration: RegistrationDocument
}
const parsePage = (page: Page): ReadRegistration[] =>
  page.docs.map((snapshot) => ({ snapshot, registration: snapshot.data() }))

export const arrivalOf = ({ snapshot, registration }: ReadRegistration): Timestamp =>
  toArrivalTime(snapshot.updateTime, registration.arrival)

/**
 * Orders pending registrations by their commit. A query can't: `requestedAt` is when Firestore received them, a little earlier. From a full
 * page this takes only those committed before the last one was received, because no registration beyond the page can precede them.
 */
const sortByArrival = (page: Page): ReadRegistration[] => {
  const arrivedAt = (read: ReadRegistration) => arrivalOf(read).valueOf()
  const ordered = parsePage(page).sort((a, b) => (arrivedAt(a) < arrivedAt(b) ? -1 : 1))
  if (page.size < maxPerCommit) return ordered
  const lastReceivedAt = page.docs.at(-1)!.get('requestedAt').valueOf()
  const certain = ordered.filter((read) => arrivedAt(read) <= lastReceivedAt)
  return certain.length > 0 ? certain : ordered
}

/**
 * Whether the query may show a commit of several requests in part: a request is missing before one that is there. Firestore shows a commit
 * whole; its emulator shows it document by document. A settled or cancelled registration is missing, too.
 */
const hasGaps = (ordered: readonly ReadRegistration[]): boolean => {
  const nextArrival = new Map<string, number>()
  return ordered.some(({ snapshot, registration }) => {
    const commit = snapshot.updateTime.valueOf()
    const expected = nextArrival.get(commit) ?? 0
    nextArrival.set(commit, registration.arrival + 1)
    return registration.state === 'requested' && registration.arrival !== expected
  })
}

type Pending = { pending: ReadRegistration[]; isLastPage: boolean }

const readPendingPage = async (eventId: string): Promise<Pending> => {
  const query = documents.registrations(eventId).where('pending', '==', true).orderBy('requestedAt')
  const page = await query.limit(maxPerCommit).get()
  return { pending: sortByArrival(page), isLastPage: page.size < maxPerCommit }
}

/** Reads up to 240 pending registrations in order of arrival; a second time if the first reading has gaps. */
export const readPending = async (eventId: string): Promise<Pending> => {
  const first = await readPendingPage(eventId)
  return first.isLastPage && hasGaps(first.pending) ? readPendingPage(eventId) : first
}

/**
 * Reads registrations that may change without a request: in an open event the front of the waiting line, in a closing one seat holders and
 * the line.
 */
export const readStanding = async (
  eventId: string,
  { isOpen, isClosing, maxItems }: { isOpen: boolean; isClosing: boolean; maxItems: number },
): Promise<ReadRegistration[]> => {
  if (maxItems <= 0 || !(isOpen || isClosing)) return []
  const registrations = documents.registrations(eventId)
  const line = registrations.where('state', '==', 'waitlisted').orderBy('lineNumber')
  if (isOpen) return parsePage(await line.limit(maxItems).get())
  const holders = await registrations.where('holdsSeat', '==', true).limit(maxItems).get()
  const room = maxItems - holders.size
  return [...parsePage(holders), ...(room > 0 ? parsePage(await line.limit(room).get()) : [])]
}
