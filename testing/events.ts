import type { Event } from '../contract/events.ts'
import { type As, api } from './api.ts'

/** RFC 3339, this number of hours from now. */
export const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString()

/** A workshop as an organiser would describe it. */
export const workshop = (change: Record<string, unknown> = {}) => ({
  title: 'Kubernetes in an afternoon',
  description: 'Bring a laptop.',
  startsAt: inHours(48),
  endsAt: inHours(51),
  timeZone: 'Europe/Berlin',
  location: { kind: 'hybrid', name: 'Room 4', url: 'https://meet.labseat.test/k8s' },
  capacity: 2,
  tags: ['kubernetes'],
  state: 'published',
  ...change,
})

/** Publishes a workshop over the API. */
export const publishEvent = async (organiser: As, change: Record<string, unknown> = {}): Promise<Event> => {
  const { status, body, text } = await api<Event>('POST', '/v1/events', workshop(change), organiser)
  if (status !== 201) throw new Error(`The workshop was not created: ${text}`)
  return body
}
