import * as z from 'zod'
import { id, listOf, page, time } from './common.ts'
import { operation } from './operation.ts'

export const notificationKind = z.enum([
  'welcome',
  'seat-confirmed',
  'waiting-list',
  'promoted',
  'registration-cancelled',
  'event-changed',
  'event-cancelled',
  'reminder',
  'new-registrations',
  'new-review',
  'role-changed',
  'account-changed',
  'new-sign-in',
  'account-connected',
  'account-failing',
  'cluster-ready',
  'cluster-failed',
  'cluster-change-failed',
  'cluster-expiring',
  'cluster-destroyed',
  'lab-ready',
  'lab-late',
  'lab-failed',
  'lab-ending',
  'event-message',
  'lab-budget-low',
  'lab-over-budget',
])
export type NotificationKind = z.infer<typeof notificationKind>

/** A person turns e-mail on and off by group. */
export const mailGroup = z.enum(['account', 'registrations', 'events', 'organising', 'clusters'])
export type MailGroup = z.infer<typeof mailGroup>

export const groupOf: Readonly<Record<NotificationKind, MailGroup>> = {
  welcome: 'account',
  'role-changed': 'account',
  'account-changed': 'account',
  'new-sign-in': 'account',
  'seat-confirmed': 'registrations',
  'waiting-list': 'registrations',
  promoted: 'registrations',
  'registration-cancelled': 'registrations',
  'event-changed': 'events',
  'event-cancelled': 'events',
  reminder: 'events',
  'new-registrations': 'organising',
  'new-review': 'organising',
  'account-connected': 'clusters',
  'account-failing': 'clusters',
  'cluster-ready': 'clusters',
  'cluster-failed': 'clusters',
  'cluster-change-failed': 'clusters',
  'cluster-expiring': 'clusters',
  'cluster-destroyed': 'clusters',
  'lab-ready': 'organising',
  'lab-late': 'organising',
  'lab-failed': 'organising',
  'lab-ending': 'events',
  'event-message': 'events',
  'lab-budget-low': 'organising',
  'lab-over-budget': 'organising',
}

/** E-mail of these kinds can't be turned off, because a person who took over an account would turn it off first. */
export const alwaysMailed: ReadonlySet<NotificationKind> = new Set(['account-changed', 'new-sign-in'])

/** A notice before it is written in a language. */
export const notificationContent = z.object({
  kind: notificationKind,
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** A path in the web app. */
  link: z.string(),
})
export type NotificationContent = z.infer<typeof notificationContent>

/** people/{uid}/notifications/{id}: written with the change that it reports, under an id derived from the change. */
export const notification = z
  .object({
    id,
    kind: notificationKind,
    /** In English. */
    title: z.string(),
    body: z.string(),
    /** Values for other languages. Old notices have none. */
    values: notificationContent.shape.values.optional(),
    /** A path in the web app. */
    link: z.string(),
    read: z.boolean(),
    createdAt: time,
  })
  .meta({ id: 'Notification' })
export type Notification = z.infer<typeof notification>
export const notificationDocument = notification.omit({ id: true })
export type NotificationDocument = z.infer<typeof notificationDocument>

const notificationParams = z.strictObject({ notificationId: id })

export const notificationsList = operation({
  id: 'notifications-list',
  method: 'get',
  path: '/v1/me/notifications',
  summary: "The caller's notifications, newest first; with `unread=true` only unread ones.",
  access: 'user',
  limit: 'read',
  query: page.extend({ unread: z.enum(['true']).optional() }),
  responses: { 200: listOf(notification) },
})

export const notificationsUpdate = operation({
  id: 'notifications-update',
  method: 'patch',
  path: '/v1/me/notifications/{notificationId}',
  summary: 'Marks a notification as read or unread.',
  access: 'user',
  limit: 'write',
  params: notificationParams,
  body: z.strictObject({ read: z.boolean() }),
  responses: { 200: notification },
  problems: ['not-found'],
})

export const notificationsReadAll = operation({
  id: 'notifications-read-all',
  method: 'post',
  path: '/v1/me/notifications/read-all',
  summary: 'Marks every notification as read.',
  access: 'user',
  limit: 'write',
  responses: { 204: null },
})

export const notificationsClear = operation({
  id: 'notifications-clear',
  method: 'delete',
  path: '/v1/me/notifications',
  summary: 'Deletes every notification.',
  access: 'user',
  limit: 'write',
  responses: { 204: null },
})

export const notificationsDelete = operation({
  id: 'notifications-delete',
  method: 'delete',
  path: '/v1/me/notifications/{notificationId}',
  summary: 'Deletes a notification.',
  access: 'user',
  limit: 'write',
  params: notificationParams,
  responses: { 204: null },
  problems: ['not-found'],
})
