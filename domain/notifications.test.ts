import { expect, test } from 'vitest'
import { notification } from '../contract/notifications.ts'
import { presentNotification } from './notifications.ts'

test('the API form of a notification adds its id', () => {
  const stored = {
    kind: 'welcome' as const,
    title: 'Welcome',
    body: 'Find an event.',
    link: '/',
    read: false,
    createdAt: '2031-05-01T09:00:00.000Z',
  }
  const presented = presentNotification('n1', stored)
  expect(presented).toEqual({ ...stored, id: 'n1' })
  expect(notification.parse(presented)).toEqual(presented)
})
