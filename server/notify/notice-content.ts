import type { KnownEvent } from '../../contract/announcements.ts'
import type { NotificationContent, NotificationKind } from '../../contract/notifications.ts'
import type { Role } from '../../contract/people.ts'
import type { AccountChange } from '../../domain/account-changes.ts'
import { changeValues } from '../../domain/event-changes.ts'

/** The values and the link of each notice. The texts are in server/locales. A time is in `at`, with its `timeZone`. */

type OfEvent = { id: string; title: string; startsAt: string; timeZone: string }
type EventKind = Extract<
  NotificationKind,
  'seat-confirmed' | 'waiting-list' | 'promoted' | 'registration-cancelled' | 'event-cancelled' | 'reminder'
>
export const eventNotice = (kind: EventKind, event: OfEvent): NotificationContent => ({
  kind,
  values: { event: event.title, at: event.startsAt, timeZone: event.timeZone },
  link: `/events/${event.id}`,
})

/** What has changed, old and new. @returns undefined if nothing has */
export const eventChangedNotice = (
  eventId: string,
  eventBefore: KnownEvent,
  eventAfter: KnownEvent,
): NotificationContent | undefined => {
  const values = changeValues(eventBefore, eventAfter)
  return (
    values && {
      kind: 'event-changed',
      values: { event: eventAfter.title, ...values },
      link: `/events/${eventId}`,
    }
  )
}

/** @param counts `count` is the number of new registrations in this quarter of an hour */
export const newRegistrationsNotice = (
  event: { id: string; title: string; capacity: number },
  counts: { count: number; seatsTaken: number; waitlisted: number },
): NotificationContent => ({
  kind: 'new-registrations',
  values: { event: event.title, capacity: event.capacity, ...counts },
  link: `/organise/${event.id}`,
})

/** The newest review of the day. `reviewerId` finds the notice when the reviewer leaves and the name must go. */
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

export const roleChangedNotice = (
  access: Role | 'suspended' | 'open' | 'handedOver',
): NotificationContent => ({
  kind: 'role-changed',
  values: { context: access },
  link: '/',
})

export const accountChangedNotice = (change: AccountChange): NotificationContent => ({
  kind: 'account-changed',
  values: { context: change },
  link: '/settings',
})

/** @param device what the browser says about itself, which may be nothing */
export const newSignInNotice = (
  device: { browser?: string; system?: string },
  at: string,
): NotificationContent => ({
  kind: 'new-sign-in',
  values: {
    browser: device.browser ?? '?',
    system: device.system ?? '?',
    context: device.browser && device.system ? 'known' : 'unknown',
    at,
    timeZone: 'UTC',
  },
  link: '/settings',
})

export const accountConnectedNotice = (account: { id: string; name: string }): NotificationContent => ({
  kind: 'account-connected',
  values: { account: account.name },
  link: `/cloud-accounts/${account.id}`,
})

/** @param reason the result of the last check, as a person reads it */
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
  'cluster-ready' | 'cluster-failed' | 'cluster-change-failed' | 'cluster-expiring' | 'cluster-destroyed'
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

type LabKind = Extract<
  NotificationKind,
  'lab-ready' | 'lab-late' | 'lab-failed' | 'lab-ending' | 'lab-budget-low' | 'lab-over-budget'
>
/** `at` is the start of the event, unless `more` has another time. */
export const labNotice = (
  kind: LabKind,
  event: OfEvent,
  more: { at?: string; minutes?: number; reason?: string } = {},
): NotificationContent => ({
  kind,
  values: { event: event.title, at: event.startsAt, timeZone: event.timeZone, ...more },
  link: kind === 'lab-ending' ? `/events/${event.id}` : `/organise/${event.id}/lab`,
})

/** The words of an organiser. They name nobody, so that nothing has to change when the organiser leaves. */
export const eventMessageNotice = (
  event: { id: string; title: string },
  text: string,
): NotificationContent => ({
  kind: 'event-message',
  values: { event: event.title, text },
  link: `/events/${event.id}`,
})
