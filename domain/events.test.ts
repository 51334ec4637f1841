import { expect, test } from 'vitest'
import { type EventDocument, event } from '../contract/events.ts'
import { eventExists, nextReminder, presentEvent, searchTerms, searchWords, timeProblems } from './events.ts'
import { noStars } from './reviews.ts'

const isFoundBy = (query: string) => {
  const words = searchWords({
    title: 'C++ à la carte, second part',
    location: { kind: 'in-person', name: 'Straße 7' },
    tags: ['machine learning'],
    ownerName: 'Olga Labseat',
  })
  const terms = searchTerms(query, undefined)
  return terms.length > 0 && terms.every((term) => words.includes(term))
}

test.each(['c', 'c++', 'A LA CARTE', 'sec', 'second part', 'stra', '7', 'learning', 'olga'])(
  'a search for “%s” finds an event by the beginnings of its words',
  (query) => expect(isFoundBy(query)).toBe(true),
)
test.each(['x', 'econd', 'second thoughts', '++', '#', '…'])(
  'a search for “%s” does not find the event',
  (query) => expect(isFoundBy(query)).toBe(false),
)
test('an empty query has no terms', () => {
  expect(searchTerms(undefined, undefined)).toEqual([])
  expect(searchTerms('  ', undefined)).toEqual([])
})
test('the longest term of a search comes first', () => {
  expect(searchTerms('an evening', 'data')).toEqual(['evening', '#data', 'an'])
})

test.each([
  [25, '2031-01-31T12:00:00.000Z'],
  [24, '2031-02-01T11:00:00.000Z'],
  [1.5, '2031-02-01T11:00:00.000Z'],
  [1, null],
  [-1, null],
])('%d hours before an event, its next reminder is at %s', (hours, at) => {
  const startsAt = '2031-02-01T12:00:00.000Z'
  const now = new Date(Date.parse(startsAt) - hours * 3_600_000).toISOString()
  expect(nextReminder(startsAt, now)).toBe(at)
})

const stored: EventDocument = {
  title: 'Kubernetes in an afternoon',
  description: 'Bring a laptop.',
  startsAt: '2031-05-01T09:00:00.000Z',
  endsAt: null,
  timeZone: 'Europe/Berlin',
  location: { kind: 'hybrid', name: 'Room 4' },
  capacity: 30,
  price: null,
  tags: ['kubernetes'],
  state: 'published',
  ownerId: 'olga',
  ownerName: 'Olga Labseat',
  organiserIds: ['olga'],
  seatsTaken: 3,
  waitlisted: 0,
  stars: { ...noStars, 4: 1, 5: 1 },
  words: ['kubernetes'],
  settledAt: null,
  unsettled: false,
  announcement: null,
  createdAt: '2031-04-01T09:00:00.000Z',
  updatedAt: '2031-04-01T09:00:00.000Z',
}

test('a stored event becomes one of the API with its rating, and with its link only where the caller gives it', () => {
  if (!eventExists(stored)) throw new Error('the event exists')
  const presented = presentEvent('e1', stored)
  expect(presented).toMatchObject({ id: 'e1', state: 'published', rating: { count: 2, average: 4.5 } })
  expect(presented.location).toEqual({ kind: 'hybrid', name: 'Room 4' })
  expect(event.safeParse(presented).success).toBe(true)
  expect(presentEvent('e1', stored, null).location).not.toHaveProperty('url')
  expect(presentEvent('e1', stored, 'https://meet.example/x').location.url).toBe('https://meet.example/x')
})

test('a deleted event does not exist for the API', () => {
  expect(eventExists(undefined)).toBe(false)
  expect(eventExists({ ...stored, state: 'deleted' })).toBe(false)
  for (const state of ['draft', 'published', 'cancelled'] as const)
    expect(eventExists({ ...stored, state })).toBe(true)
})

test('a new start must be in the future, and an end after the start', () => {
  const now = '2031-05-01T09:00:00.000Z'
  const pathsOf = (startsAt: string, endsAt: string | null, startBefore?: string) =>
    timeProblems({ startsAt, endsAt }, now, startBefore ? { startsAt: startBefore } : undefined).map(
      ({ path }) => path,
    )
  expect(pathsOf(now, null)).toEqual(['startsAt'])
  expect(pathsOf(now, null, now)).toEqual([])
  expect(pathsOf('2031-05-01T09:00:00.001Z', null)).toEqual([])
  expect(pathsOf('2031-05-02T09:00:00.000Z', '2031-05-02T09:00:00.000Z')).toEqual(['endsAt'])
})
