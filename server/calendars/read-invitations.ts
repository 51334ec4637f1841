import type { DocumentReference, DocumentSnapshot } from '@google-cloud/firestore'
import type { NotificationContent, NotificationKind } from '../../contract/notifications.ts'
import type { CalendarEntry } from '../../domain/calendar-entries.ts'
import { isPublic, presentEvent } from '../../domain/events.ts'
import { db, documents } from '../documents.ts'
import { readableData } from '../readable.ts'

export type Invitation = { method: 'request' | 'cancel'; entry: CalendarEntry }
/** A notice to a person, as in an e-mail. */
type NoticeOf = { uid: string; content: NotificationContent }

/** Notices that put the event into the calendar of a person with a seat, and that remove it when the seat is gone. */
const methods: Partial<Record<NotificationKind, Invitation['method']>> = {
  'seat-confirmed': 'request',
  promoted: 'request',
  'event-changed': 'request',
  'registration-cancelled': 'cancel',
  'event-cancelled': 'cancel',
}

/** A notice of an event leads to its page. */
const eventIdOf = ({ content }: NoticeOf): string | undefined =>
  methods[content.kind] && /^\/events\/([^/?#]+)$/.exec(content.link)?.[1]

const readAll = async <T>(refs: readonly DocumentReference<T>[]): Promise<Map<string, T | undefined>> => {
  const snapshots = refs.length > 0 ? await db.getAll(...(refs as readonly DocumentReference[])) : []
  return new Map(
    snapshots.map((snapshot) => [snapshot.ref.path, readableData(snapshot as DocumentSnapshot<T>)]),
  )
}

/**
 * The calendar entries that go with notices, in their order; undefined where none does. The seat of this moment decides: a late e-mail about
 * a seat that is gone must not put the event back. Costs a read for each notice, and two for each event.
 */
export const readInvitations = async (notices: readonly NoticeOf[]): Promise<(Invitation | undefined)[]> => {
  const eventIds = [...new Set(notices.flatMap((notice) => eventIdOf(notice) ?? []))]
  if (eventIds.length === 0) return notices.map(() => undefined)
  const registrationOf = (notice: NoticeOf) => {
    const eventId = eventIdOf(notice)
    return eventId ? [documents.registration(eventId, notice.uid)] : []
  }
  const [events, links, registrations] = await Promise.all([
    readAll(eventIds.map((id) => documents.event(id))),
    readAll(eventIds.map((id) => documents.eventAccess(id))),
    readAll(notices.flatMap(registrationOf)),
  ])
  return notices.map((notice) => {
    const eventId = eventIdOf(notice)
    const method = methods[notice.content.kind]
    if (!eventId || !method) return undefined
    const event = events.get(documents.event(eventId).path)
    const [ref] = registrationOf(notice)
    const hasSeat = registrations.get(ref!.path)?.holdsSeat === true
    if (!isPublic(event) || hasSeat !== (method === 'request')) return undefined
    const url = hasSeat ? links.get(documents.eventAccess(eventId).path)?.url : undefined
    return { method, entry: { event: presentEvent(eventId, event, url), status: 'confirmed' } }
  })
}
