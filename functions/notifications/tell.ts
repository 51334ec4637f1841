import type { NotificationKind } from '../../contract/notifications.ts'
import { documents } from '../documents.ts'

type About = { id: string; title: string; startsAt: string; timeZone: string }

/** By time zone: making one costs as much as writing a dozen notices. */
const formats = new Map<string, Intl.DateTimeFormat>()
const when = ({ startsAt, timeZone }: About): string => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone })
  formats.set(timeZone, format)
  return format.format(new Date(startsAt))
}

const words: Record<
  Exclude<NotificationKind, 'welcome' | 'new-registrations' | 'new-review' | 'role-changed'>,
  (event: About) => [title: string, body: string]
> = {
  'seat-confirmed': (event) => [`You have a seat at ${event.title}`, `It starts on ${when(event)}.`],
  'waiting-list': (event) => [
    `You are on the waiting list for ${event.title}`,
    'You get a seat as soon as one is free, in the order of the list. We tell you at once.',
  ],
  promoted: (event) => [
    `A seat at ${event.title} is yours`,
    `You moved up from the waiting list. It starts on ${when(event)}. If you can’t come, give the seat up so that the next one gets it.`,
  ],
  'registration-cancelled': (event) => [
    `You no longer have a place at ${event.title}`,
    'The registration was cancelled. You can ask for a seat again while the event is open.',
  ],
  'event-changed': (event) => [
    `${event.title} has changed`,
    `It now starts on ${when(event)}. Look at the event for its place and times; your registration stays.`,
  ],
  'event-cancelled': (event) => [
    `${event.title} is cancelled`,
    'Your registration has ended. There is nothing you need to do.',
  ],
}

/** What can take a document: a batch or a transaction. */
type Writer = {
  set: (ref: FirebaseFirestore.DocumentReference, data: FirebaseFirestore.DocumentData) => unknown
}

const write = (
  writer: Writer,
  uid: string,
  id: string,
  content: { kind: NotificationKind; title: string; body: string; link: string },
  now: string,
) =>
  writer.set(documents.notifications(uid).doc(id) as FirebaseFirestore.DocumentReference, {
    ...content,
    read: false,
    createdAt: now,
  })

/**
 * Writes a notice to a person in the commit of the change it tells of.
 *
 * @param id derived from the change (with the attempt in it), so that writing it twice is telling once
 */
export const tell = (
  writer: Writer,
  uid: string,
  id: string,
  kind: keyof typeof words,
  event: About,
  now: string,
): void => {
  const [title, body] = words[kind](event)
  write(writer, uid, id, { kind, title, body, link: `/events/${event.id}` }, now)
}

/** Tells organisers how many came in one settle: one notice for all of them. */
export const tellOrganiser = (
  writer: Writer,
  uid: string,
  id: string,
  event: About & { capacity: number },
  counts: { came: number; seatsTaken: number; waitlisted: number },
  now: string,
): void => {
  const people = counts.came === 1 ? 'One person' : `${counts.came} people`
  write(
    writer,
    uid,
    id,
    {
      kind: 'new-registrations',
      title: `${people} registered for ${event.title}`,
      body: `${counts.seatsTaken} of ${event.capacity} seats are taken${counts.waitlisted > 0 ? `, ${counts.waitlisted} wait` : ''}.`,
      link: `/organise/${event.id}`,
    },
    now,
  )
}

/** Tells an organiser of a review. All of one event and day share one notice: the newest stands in it, unread again. */
export const tellReview = (
  writer: Writer,
  uid: string,
  event: About,
  review: { authorName: string; rating: number },
  now: string,
): void => {
  const stars = review.rating === 1 ? '1 star' : `${review.rating} stars`
  write(
    writer,
    uid,
    `new-review_${event.id}_${now.slice(0, 10)}`,
    {
      kind: 'new-review',
      title: `New review of ${event.title}`,
      body: `${review.authorName} gave it ${stars}. See everything people say on the event’s page.`,
      link: `/events/${event.id}`,
    },
    now,
  )
}

const standings = {
  member: ['You are now a member', 'You take seats and publish events of your own.'],
  operator: ['You are now an operator', 'You can connect cloud accounts and build labs for your events.'],
  admin: ['You are now an admin', 'You see to people, their roles and what happened. Find it under Admin.'],
  suspended: [
    'Your account is suspended',
    'You are signed out everywhere. Write to whoever runs this Labseat if this is a mistake.',
  ],
  open: ['Your account is open again', 'Sign in, and go on where you were.'],
} as const

/** Tells a person what they may do from now on. */
export const tellStanding = (
  writer: Writer,
  uid: string,
  id: string,
  standing: keyof typeof standings,
  now: string,
): void => {
  const [title, body] = standings[standing]
  write(writer, uid, id, { kind: 'role-changed', title, body, link: '/' }, now)
}

/** Welcomes a new person. */
export const tellWelcome = (writer: Writer, uid: string, firstName: string, now: string): void => {
  write(
    writer,
    uid,
    'welcome',
    {
      kind: 'welcome',
      title: `Welcome to Labseat, ${firstName}`,
      body: 'Find an event and take a seat, or publish one of your own.',
      link: '/',
    },
    now,
  )
}
