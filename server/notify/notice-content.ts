import type { NotificationContent, NotificationKind } from '../../contract/notifications.ts'
import type { Role } from '../../contract/people.ts'

/** What each notice says, and where it leads. The texts are functions/locales; a time lies in `at`, with whose clock it is told by. */

type OfEvent = { id: string; title: string; startsAt: string; timeZone: string }
type EventKind = Extract<
  NotificationKind,
  | 'seat-confirmed'
  | 'waiting-list'
  | 'promoted'
  | 'registration-cancelled'
  | 'event-changed'
  | 'event-cancelled'
  | 'reminder'
>
export const eventNotice = (kind: EventKind, event: OfEvent): NotificationContent => ({
  kind,
  values: { event: event.title, at: event.startsAt, timeZone: event.timeZone },
  link: `/events/${event.id}`,
})

/** `count`: how many came since the organiser was told last. */
export const newRegistrationsNotice = (
  event: { id: string; title: string; capacity: number },
  counts: { count: number; seatsTaken: number; waitlisted: number },
): NotificationContent => ({
  kind: 'new-registrations',
  values: { event: event.title, capacity: event.capacity, ...counts },
  link: `/organise/${event.id}`,
})

/** The latest of them. By `reviewerId` their name is taken out when they leave. */
export const newReviewNotice = (
  event: { id: string; title: string },
  review: { userId: string; authorName: string; rating: number },
): NotificationContent => ({
  kind: 'new-review',
  values: {
    event: event.title,
    reviewer: review.authorName,
    reviewerId: review.userId,
    count: review.rating,
  },
  link: `/events/${event.id}`,
})

export const welcomeNotice = (firstName: string): NotificationContent => ({
  kind: 'welcome',
  values: { firstName },
  link: '/',
})

/** What a person may do from now on. */
export const roleChangedNotice = (standing: Role | 'suspended' | 'open'): NotificationContent => ({
  kind: 'role-changed',
  values: { context: standing },
  link: '/',
})

export const accountConnectedNotice = (account: { id: string; name: string }): NotificationContent => ({
  kind: 'account-connected',
  values: { account: account.name },
  link: `/cloud-accounts/${account.id}`,
})

/** `reason`: what the last check found, as it says it to people. */
export const accountFailingNotice = (
  account: { id: string; name: string },
  reason: string,
): NotificationContent => ({
  kind: 'account-failing',
  values: { account: account.name, reason },
  link: `/cloud-accounts/${account.id}`,
})

type ClusterKind = Extract<
  NotificationKind,
  'cluster-ready' | 'cluster-failed' | 'cluster-expiring' | 'cluster-destroyed'
>
export const clusterNotice = (
  kind: ClusterKind,
  cluster: { id: string; name: string; expiresAt?: string | undefined },
): NotificationContent => ({
  kind,
  values: {
    cluster: cluster.name,
    ...(cluster.expiresAt && { at: cluster.expiresAt, timeZone: 'UTC' }),
  },
  link: `/clusters/${cluster.id}`,
})
