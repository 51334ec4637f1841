import type { Notification, NotificationDocument } from '../contract/notifications.ts'

/** A notification as the API gives it. */
export const presentNotification = (id: string, notification: NotificationDocument): Notification => ({
  ...notification,
  id,
})
