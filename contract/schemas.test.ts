import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { money, page, time } from './common.ts'
import { eventChange, eventInput, eventsList } from './events.ts'
import { profileChange, signUp } from './people.ts'
import { registrationsList } from './registrations.ts'
import { username } from './usernames.ts'

/** The paths of the problems; empty where the value is valid. */
const faults = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map((issue) => issue.path.join('.')) ?? []

const workshop = {
  title: 'Kubernetes in an afternoon',
  description: 'Bring a laptop.',
  startsAt: '2031-05-01T09:00:00Z',
  location: { kind: 'in-person', name: 'Room 4' },
  capacity: 30,
}

describe('an event', () => {
  test('is valid', () => expect(faults(eventInput, workshop)).toEqual([]))

  test.each<[string, object, string[]]>([
    ['a title of 2 characters', { title: 'ab' }, ['title']],
    ['a title of 3 characters', { title: 'abc' }, []],
    ['a title of 120 characters', { title: 'a'.repeat(120) }, []],
    ['a title of 121 characters', { title: 'a'.repeat(121) }, ['title']],
    ['a title of spaces', { title: '     ' }, ['title']],
    ['a title of two lines', { title: 'one\ntwo' }, ['title']],
    ['a title that is a number', { title: 12345 }, ['title']],
    ['no description', { description: undefined }, ['description']],
    ['a description of 10,000 characters', { description: 'a'.repeat(10_000) }, []],
    ['a description of 10,001 characters', { description: 'a'.repeat(10_001) }, ['description']],
    ['an end after the start', { endsAt: '2031-05-01T09:00:01Z' }, []],
    ['an end at the start', { endsAt: '2031-05-01T09:00:00Z' }, ['endsAt']],
    ['an end before the start', { endsAt: '2031-05-01T08:59:59Z' }, ['endsAt']],
    ['an end that is later only by its time zone', { endsAt: '2031-05-01T10:00:00+02:00' }, ['endsAt']],
    ['an end of null', { endsAt: null }, []],
    ['a start without a zone', { startsAt: '2031-05-01T09:00:00' }, ['startsAt']],
    ['a start on 30 February', { startsAt: '2031-02-30T09:00:00Z' }, ['startsAt']],
    ['a start in milliseconds', { startsAt: 1_935_392_400_000 }, ['startsAt']],
    ['a capacity of 1', { capacity: 1 }, []],
    ['a capacity of 0', { capacity: 0 }, ['capacity']],
    ['a capacity of -1', { capacity: -1 }, ['capacity']],
    ['a capacity of 1.5', { capacity: 1.5 }, ['capacity']],
    ['a capacity of 100,000', { capacity: 100_000 }, []],
    ['a capacity of 1e9', { capacity: 1e9 }, ['capacity']],
    ['a capacity in words', { capacity: '30' }, ['capacity']],
    ['a capacity of NaN', { capacity: Number.NaN }, ['capacity']],
    ['an unknown field', { seatsTaken: 3 }, ['']],
    ['an unknown field in the place', { location: { kind: 'online', room: 4 } }, ['location']],
    ['a place without a kind', { location: { name: 'Room 4' } }, ['location.kind']],
    [
      'a script in place of a web address',
      { location: { kind: 'online', url: 'javascript:alert(1)' } },
      ['location.url'],
    ],
    ['a web address', { location: { kind: 'online', url: 'https://meet.example/x' } }, []],
    ['an IANA time zone', { timeZone: 'Europe/Berlin' }, []],
    ['an unknown time zone', { timeZone: 'Europe/Atlantis' }, ['timeZone']],
    ['an empty time zone', { timeZone: '' }, ['timeZone']],
    ['a price', { price: { amount: 2500, currency: 'EUR' } }, []],
    ['a price of 0', { price: { amount: 0, currency: 'EUR' } }, ['price.amount']],
    ['a price in half cents', { price: { amount: 0.5, currency: 'EUR' } }, ['price.amount']],
    ['eleven tags', { tags: Array.from({ length: 11 }, (_, index) => `tag ${index}`) }, ['tags']],
    ['the same tag twice in another case', { tags: ['Go', 'go '] }, ['tags']],
    ['a state that an organiser may not set', { state: 'cancelled' }, ['state']],
  ])('%s', (_, change, expected) => expect(faults(eventInput, { ...workshop, ...change })).toEqual(expected))

  test('keeps times in UTC and text trimmed', () => {
    const read = eventInput.parse({
      ...workshop,
      title: '  Go  ahead ',
      startsAt: '2031-05-01T09:00:00+02:00',
    })
    expect(read.startsAt).toBe('2031-05-01T07:00:00.000Z')
    expect(read.title).toBe('Go  ahead')
  })

  test('changes by at least one field, and never by its state', () => {
    expect(faults(eventChange, {})).toEqual([''])
    expect(faults(eventChange, { state: 'published' })).toContain('')
    expect(faults(eventChange, { capacity: 3 })).toEqual([])
    expect(faults(eventChange, { capacity: null })).toEqual(['capacity'])
  })
})

describe('a username', () => {
  test.each([
    ['ab', false],
    ['abc', true],
    ['a'.repeat(30), true],
    ['a'.repeat(31), false],
    ['ada_l-2', true],
    ['Ada', false],
    ['ada lovelace', false],
    ['аda', false], // Cyrillic а
    ['ada\u200b', false],
    ['adạ', false],
    ['ａｄａ', false], // full width
    ['ada\n', false],
    ['', false],
  ])('%j', (name, taken) => expect(username.safeParse(name).success).toBe(taken))
})

describe('signing up', () => {
  const person = {
    email: 'ada@labseat.test',
    password: 'long enough',
    username: 'ada',
    firstName: 'Ada',
    lastName: 'Lovelace',
  }
  test.each<[string, object, string[]]>([
    ['a valid sign-up', {}, []],
    ['a text that is not an e-mail address', { email: 'ada' }, ['email']],
    ['an e-mail address of 255 characters', { email: `${'a'.repeat(242)}@labseat.test` }, ['email']],
    ['a password of 201 characters', { password: 'a'.repeat(201) }, ['password']],
    ['a name of spaces', { firstName: ' ' }, ['firstName']],
    ['a name of 61 characters', { lastName: 'a'.repeat(61) }, ['lastName']],
    ['a role', { role: 'admin' }, ['']],
  ])('%s', (_, change, expected) => expect(faults(signUp, { ...person, ...change })).toEqual(expected))

  test('a change of a profile needs a field, and takes no role', () => {
    expect(faults(profileChange, {})).toEqual([''])
    expect(faults(profileChange, { firstName: 'Ada', role: 'admin' })).toEqual([''])
  })
})

describe('a page', () => {
  test.each([
    ['1', true],
    ['100', true],
    ['0', false],
    ['101', false],
    ['-1', false],
    ['1.5', false],
    ['many', false],
    ['1e9', false],
  ])('of %s', (limit, taken) => expect(page.safeParse({ limit }).success).toBe(taken))

  test('has 20 items by default', () => expect(page.parse({}).limit).toBe(20))
  test('has a cursor of at most 500 characters', () =>
    expect(faults(page, { cursor: 'a'.repeat(501) })).toEqual(['cursor']))
  test('of events takes no state, and of registrations only a known state', () => {
    expect(faults(eventsList.query, { state: 'draft' })).toEqual([''])
    expect(faults(registrationsList.query, { state: 'lost' })).toEqual(['state'])
  })
})

test.each(['EUR', 'JPY'])('an amount in %s is valid', (currency) =>
  expect(faults(money, { amount: 1, currency })).toEqual([]),
)
test.each(['eur', 'EURO', 'ABC', ''])('%j is not a currency', (currency) =>
  expect(faults(money, { amount: 1, currency })).toContain('currency'),
)

test.each(['2031-05-01', 'tomorrow', '', '2031-05-01T25:00:00Z', '2031-13-01T09:00:00Z'])(
  '%j is not a time',
  (text) => expect(time.safeParse(text).success).toBe(false),
)
