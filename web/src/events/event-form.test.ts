import { expect, test } from 'vitest'
import { type Event, eventInput } from '../../../contract/events.ts'
import { toMoment, toWall } from '../lib/wall-time.ts'
import { changesOf, emptyForm, fromEvent, toInput } from './event-form.ts'

const event = {
  id: 'one',
  title: 'Track experiments',
  description: 'Bring a laptop.',
  startsAt: '2027-05-07T14:00:00.000Z',
  endsAt: '2027-05-07T17:00:00.000Z',
  timeZone: 'America/New_York',
  location: { kind: 'hybrid', name: 'The Garage', url: 'https://meet.example.org/x' },
  capacity: 12,
  price: { amount: 1250, currency: 'EUR' },
  tags: ['python', 'data'],
  state: 'draft',
  ownerId: 'mina',
  ownerName: 'Mina Okafor',
  seatsTaken: 0,
  waitlisted: 0,
  rating: { count: 0, average: null },
  stars: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
  createdAt: '2027-01-01T00:00:00.000Z',
  updatedAt: '2027-01-01T00:00:00.000Z',
} satisfies Event

test('an event survives the editor unchanged', () => {
  const input = toInput(fromEvent(event))
  expect(eventInput.parse(input)).toMatchObject({
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    location: event.location,
    price: event.price,
    tags: event.tags,
  })
  expect(changesOf(input, toInput(fromEvent(event)))).toEqual({})
  expect(changesOf(input, toInput({ ...fromEvent(event), capacity: '13' }))).toEqual({ capacity: 13 })
})

test('wall time is read on the clocks of the event', () => {
  expect(toMoment('2027-05-07T10:00', 'America/New_York')).toBe('2027-05-07T14:00:00.000Z')
  expect(toWall('2027-05-07T14:00:00.000Z', 'Asia/Kolkata')).toBe('2027-05-07T19:30')
  // That hour does not exist in Berlin: clocks go from 02:00 to 03:00.
  expect(toMoment('2027-03-28T02:30', 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z')
  expect(toMoment('', 'Europe/Berlin')).toBe('')
})

test('an empty form is refused at its fields', () => {
  const parsed = eventInput.safeParse(
    toInput({ ...emptyForm(), capacity: 'many', price: { amount: 'x', currency: 'EUR' } }),
  )
  const paths = parsed.error?.issues.map((issue) => issue.path.join('.'))
  expect(paths).toEqual(['title', 'description', 'startsAt', 'capacity', 'price.amount'])
})

test('prices are kept in minor units, with a comma as with a point', () => {
  const of = (amount: string, currency: string) =>
    toInput({ ...emptyForm(), price: { amount, currency } }).price
  expect(of('12,50', 'EUR')).toEqual({ amount: 1250, currency: 'EUR' })
  expect(of('1200', 'JPY')).toEqual({ amount: 1200, currency: 'JPY' })
  expect(of('', 'EUR')).toBeNull()
})

test('a place given before the event went online is not sent', () => {
  const form = { ...fromEvent(event), location: { ...fromEvent(event).location, kind: 'online' as const } }
  expect(toInput(form).location).toEqual({ kind: 'online', url: 'https://meet.example.org/x' })
})
