import type { Query, QueryDocumentSnapshot, QuerySnapshot } from '@google-cloud/firestore'
import type { RegistrationDocument } from '../../contract/registrations.ts'
import { toArrivalTime } from '../commit-batched.ts'
import { documents, type Timestamp } from '../documents.ts'
import { readableDocs } from '../readable.ts'

/** Registrations settled in one commit: with one notice each and six more writes it stays below Firestore's 500 writes. */
export const maxPerCommit = 240

type Page = QuerySnapshot<RegistrationDocument>
/** A registration with its snapshot. An unreadable one is logged and waits until it is repaired. In a rush parsing takes the most time, so each is parsed once. */
export type ReadRegistration = {
  snapshot: QueryDocumentSnapshot<RegistrationDocument>
  registration: RegistrationDocument
}
const parsePage = (page: Page): ReadRegistration[] =>
  readableDocs(page.docs).map(({ snapshot, data }) => ({ snapshot, registration: data }))

export const arrivalOf = ({ snapshot, registration }: ReadRegistration): Timestamp =>
  toArrivalTime(snapshot.updateTime, registration.arrival)

/**
 * Orders pending registrations by their commit. A query can't: `requestedAt` is when Firestore received them, a little earlier. From a full
 * page this takes only those committed before the last one was received, because no registration beyond the page can precede them.
 */
const sortByArrival = (page: Page, isLastPage: boolean): ReadRegistration[] => {
  const arrivedAt = (read: ReadRegistration) => arrivalOf(read).valueOf()
  const ordered = parsePage(page).sort((a, b) => (arrivedAt(a) < arrivedAt(b) ? -1 : 1))
  if (isLastPage) return ordered
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

const readPendingPage = async (eventId: string, locked: ReadonlySet<string>): Promise<Pending> => {
  const query = documents.registrations(eventId).where('pending', '==', true).orderBy('requestedAt')
  // The page has room for the locked ones, so that they cannot fill it.
  const maxItems = maxPerCommit + locked.size
  const page = await query.limit(maxItems).get()
  const isLastPage = page.size < maxItems
  const all = sortByArrival(page, isLastPage)
  const pending = all.filter(({ snapshot }) => !locked.has(snapshot.ref.path))
  return {
    pending: pending.slice(0, maxPerCommit),
    // A full page of unreadable registrations would be read again for ever.
    isLastPage: pending.length === 0 || (isLastPage && pending.length <= maxPerCommit),
  }
}

/**
 * Reads up to 240 pending registrations in order of arrival; a second time if the first reading has gaps.
 *
 * @param locked paths of registrations to leave out
 */
export const readPending = async (eventId: string, locked: ReadonlySet<string>): Promise<Pending> => {
  const first = await readPendingPage(eventId, locked)
  const hasAll = first.isLastPage && locked.size === 0
  return hasAll && hasGaps(first.pending) ? readPendingPage(eventId, locked) : first
}

/**
 * Reads registrations that may change without a request: in an open event the front of the waiting line, in a closing one seat holders and
 * the line.
 */
export const readStanding = async (
  eventId: string,
  {
    isOpen,
    isClosing,
    maxItems,
    locked,
  }: { isOpen: boolean; isClosing: boolean; maxItems: number; locked: ReadonlySet<string> },
): Promise<ReadRegistration[]> => {
  if (maxItems <= 0 || !(isOpen || isClosing)) return []
  const registrations = documents.registrations(eventId)
  const readFree = async (query: Query<RegistrationDocument>, count: number) =>
    parsePage(await query.limit(count + locked.size).get())
      .filter(({ snapshot }) => !locked.has(snapshot.ref.path))
      .slice(0, count)
  const line = registrations.where('state', '==', 'waitlisted').orderBy('lineNumber')
  if (isOpen) return readFree(line, maxItems)
  const holders = await readFree(registrations.where('holdsSeat', '==', true), maxItems)
  const room = maxItems - holders.length
  return [...holders, ...(room > 0 ? await readFree(line, room) : [])]
}
