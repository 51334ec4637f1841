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
  'new-registrations',
  'new-review',
  'role-changed',
])
export type NotificationKind = z.infer<typeof notificationKind>

/** people/{uid}/notifications/{id}: written with the change it tells of, under an id derived from it. */
export const notification = z
  .object({
    id,
    kind: notificationKind,
    title: z.string(),
    body: z.string(),
    /** A path in the web app. */
    link: z.string(),
    read: z.boolean(),
    createdAt: time,
  })
  .meta({ id: 'Notification' })
export type Notification = z.infer<typeof notification>
export const notificationDocument = notification.omit({ id: true })
export type NotificationDocument = z.infer<typeof notificationDocument>

const one = z.strictObject({ notificationId: id })

export const notificationsList = operation({
  id: 'notifications-list',
  method: 'get',
  path: '/v1/me/notifications',
  summary: "The caller's notifications, newest first.",
  access: 'user',
  query: page,
  answers: { 200: listOf(notification) },
})

export const notificationsUpdate = operation({
  id: 'notifications-update',
  method: 'patch',
  path: '/v1/me/notifications/{notificationId}',
  summary: 'Marks a notification read or unread.',
  access: 'user',
  params: one,
  body: z.strictObject({ read: z.boolean() }),
  answers: { 200: notification },
  problems: ['not-found'],
})

export const notificationsReadAll = operation({
  id: 'notifications-read-all',
  method: 'post',
  path: '/v1/me/notifications/read-all',
  summary: 'Marks every notification read.',
  access: 'user',
  answers: { 204: null },
})

export const notificationsDelete = operation({
  id: 'notifications-delete',
  method: 'delete',
  path: '/v1/me/notifications/{notificationId}',
  summary: 'Deletes a notification.',
  access: 'user',
  params: one,
  answers: { 204: null },
  problems: ['not-found'],
})
