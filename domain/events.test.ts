import { describe, expect, test } from 'vitest'
import { type EventDocument, event } from '../contract/events.ts'
import { eventSearch, searchWords } from './event-search.ts'
import {
  eventExists,
  hasBegun,
  nextReminder,
  phaseOf,
  presentEvent,
  registrationPhase,
  timeProblems,
} from './events.ts'
import { noStars } from './reviews.ts'

const searched = {
  title: 'C++ à la carte, second part',
  location: { kind: 'in-person' as const, name: 'Straße 7', address: 'Lindenallee 3, 10115 Berlin' },
  tags: ['machine learning', 'istanbul'],
  ownerName: 'Olga Labseat',
}
const isFound = (query: string | undefined, tag?: string) => {
  const { term, finds } = eventSearch(query, tag)
  return (term === undefined || searchWords(searched).includes(term)) && finds(searched)
}

test.each([
  'c',
  'c++',
  'A LA CARTE',
  'sec',
  'second part',
  'stra',
  '7',
  'learning',
  'olga',
  'berlin',
  '10115',
  'linden c++',
])('a search for “%s” finds an event by the beginnings of its words', (query) =>
  expect(isFound(query)).toBe(true),
)
test.each(['x', 'econd', 'second thoughts', '++', '#', '…', 'c#'])(
  'a search for “%s” does not find the event',
  (query) => expect(isFound(query)).toBe(false),
)
test('a tag filters, and an empty query finds every event', () => {
  expect(isFound(undefined)).toBe(true)
  expect(isFound('  ')).toBe(true)
  expect(isFound(undefined, 'istanbul')).toBe(true)
  expect(isFound('second', 'istanbul')).toBe(true)
  expect(isFound('third', 'istanbul')).toBe(false)
  expect(isFound(undefined, 'learning')).toBe(false)
  expect(eventSearch(undefined, undefined).term).toBeUndefined()
})
test('the longest term of a search is the one that Firestore looks for', () => {
  expect(eventSearch('an evening', undefined).term).toBe('evening')
  expect(eventSearch('an evening', 'data').term).toBe('evening')
  expect(eventSearch('an evening', 'data engineering').term).toBe('#data engineering')
})
test('an event with the longest texts has at most 1,000 words, and is found by its title', () => {
  const long = {
    title: '東'.repeat(60) + 'x1 '.repeat(20),
    location: { kind: 'in-person' as const, name: 'Lange '.repeat(20), address: 'Straße '.repeat(42) },
    tags: Array.from({ length: 10 }, (_, index) => `tag ${index} of many`),
    ownerName: 'Olga Labseat',
  }
  const words = searchWords(long)
  expect(words.length).toBeLessThanOrEqual(1000)
  expect(words).toContain('x1')
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
  createdAt: '2031-04-01T09:00:00.000Z',
  updatedAt: '2031-04-01T09:00:00.000Z',
}

test('the API form of an event has its rating, and has its link only if the caller passes it', () => {
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
  const pathsOf = (
    startsAt: string,
    endsAt: string | null,
    startBefore?: string,
    endBefore: string | null = null,
    state: 'draft' | 'published' = 'published',
  ) =>
    timeProblems(
      { startsAt, endsAt },
      now,
      startBefore ? { state, startsAt: startBefore, endsAt: endBefore } : undefined,
    ).map(({ path }) => path)
  expect(pathsOf(now, null)).toEqual(['startsAt'])
  expect(pathsOf(now, null, now)).toEqual([])
  expect(pathsOf('2031-05-01T09:00:00.001Z', null)).toEqual([])
  expect(pathsOf('2031-05-02T09:00:00.000Z', '2031-05-02T09:00:00.000Z')).toEqual(['endsAt'])
  expect(pathsOf(now, now, now, now)).toEqual([])
  expect(pathsOf(now, now, now)).toEqual(['endsAt'])
  expect(pathsOf('2031-05-02T09:00:00.000Z', null, now)).toEqual(['startsAt'])
  expect(pathsOf('2031-05-02T09:00:00.000Z', null, now, null, 'draft')).toEqual([])
})

describe('the times of registration', () => {
  const startsAt = '2031-05-02T09:00:00.000Z'
  const now = '2031-05-01T09:00:00.000Z'
  const early = '2031-05-01T10:00:00.000Z'
  const late = '2031-05-01T11:00:00.000Z'
  const pathsOf = (registrationOpensAt: string | null, registrationClosesAt: string | null) =>
    timeProblems({ startsAt, endsAt: null, registrationOpensAt, registrationClosesAt }, now).map(
      ({ path }) => path,
    )

  test('are in order: it opens, it closes, the event starts', () => {
    expect(pathsOf(null, null)).toEqual([])
    expect(pathsOf(early, late)).toEqual([])
    expect(pathsOf(early, startsAt)).toEqual([])
    expect(pathsOf(late, early)).toEqual(['registrationOpensAt'])
    expect(pathsOf(early, early)).toEqual(['registrationOpensAt'])
    expect(pathsOf(startsAt, null)).toEqual(['registrationOpensAt'])
    expect(pathsOf(null, '2031-05-02T09:00:00.001Z')).toEqual(['registrationClosesAt'])
  })

  test('are checked when the start moves before them, and not when nothing of them changes', () => {
    const eventBefore = { state: 'draft', startsAt, endsAt: null, registrationClosesAt: late } as const
    const moved = { ...eventBefore, startsAt: early }
    expect(timeProblems(moved, now, eventBefore).map(({ path }) => path)).toEqual(['registrationClosesAt'])
    const wrong = { ...eventBefore, registrationClosesAt: '2032-01-01T00:00:00.000Z' }
    expect(timeProblems({ ...wrong, endsAt: '2031-05-03T09:00:00.000Z' }, now, wrong)).toEqual([])
  })

  test('say whether people can ask for a seat', () => {
    const times = { registrationOpensAt: early, registrationClosesAt: late }
    const phases = ['2031-05-01T09:59:59.999Z', early, '2031-05-01T10:59:59.999Z', late]
    expect(phases.map((at) => registrationPhase(times, at))).toEqual(['early', 'open', 'open', 'closed'])
    expect(registrationPhase({}, now)).toBe('open')
    expect(registrationPhase({ registrationOpensAt: null, registrationClosesAt: null }, now)).toBe('open')
  })
})

test('an event is running from its start until its end, or for eight hours', () => {
  const startsAt = '2031-05-02T09:00:00.000Z'
  const phasesOf = (endsAt: string | null, ...moments: string[]) =>
    moments.map((moment) => phaseOf({ startsAt, endsAt }, `2031-05-${moment}:00.000Z`))
  expect(phasesOf('2031-05-04T12:00:00.000Z', '02T08:59', '02T09:00', '04T11:59', '04T12:00')).toEqual([
    'coming',
    'now',
    'now',
    'over',
  ])
  expect(phasesOf(null, '02T08:59', '02T09:00', '02T16:59', '02T17:00')).toEqual([
    'coming',
    'now',
    'now',
    'over',
  ])
})

test('only a published event begins, also if it is hidden', () => {
  const begun = { startsAt: '2031-05-02T09:00:00.000Z' }
  const now = begun.startsAt
  expect(hasBegun({ ...begun, state: 'published' }, now)).toBe(true)
  expect(hasBegun({ ...begun, state: 'hidden', stateBeforeHiding: 'published' }, now)).toBe(true)
  expect(hasBegun({ ...begun, state: 'hidden', stateBeforeHiding: 'cancelled' }, now)).toBe(false)
  for (const state of ['draft', 'cancelled', 'deleted'] as const)
    expect(hasBegun({ ...begun, state }, now)).toBe(false)
  expect(hasBegun({ ...begun, state: 'published' }, '2031-05-02T08:59:59.999Z')).toBe(false)
})
