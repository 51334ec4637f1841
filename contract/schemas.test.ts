import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { money, page, time } from './common.ts'
import { eventChange, eventInput, eventsList } from './events.ts'
import { profileChange, signUp } from './people.ts'
import { registrationsList } from './registrations.ts'
import { username } from './usernames.ts'

/** The paths of the problems. Empty if the value is valid. */
const faultsOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map((issue) => issue.path.join('.')) ?? []

const workshop = {
  title: 'Kubernetes in an afternoon',
  description: 'Bring a laptop.',
  startsAt: '2031-05-01T09:00:00Z',
  location: { kind: 'in-person', name: 'Room 4' },
  capacity: 30,
}

describe('an event', () => {
  test('is valid', () => expect(faultsOf(eventInput, workshop)).toEqual([]))

  test.each<[string, object, string[]]>([
    ['a title of 1 character', { title: 'a' }, ['title']],
    ['a title of 2 characters', { title: 'Go' }, []],
    ['a title of two CJK characters', { title: '茶会' }, []],
    ['a title of Hangul fillers', { title: '\u3164\u3164\u3164' }, ['title']],
    ['a title of zero-width spaces', { title: '\u200b\u200b\u200b' }, ['title']],
    ['a title of Braille without dots', { title: '\u2800\u2800\u2800' }, ['title']],
    ['a title of signs', { title: '🎉🎉🎉' }, ['title']],
    ['a title that is turned around', { title: 'Ada\u202egpj.exe' }, ['title']],
    ['a title with an open isolate', { title: 'Ada\u2067 and more' }, ['title']],
    ['a Hebrew title with a direction mark', { title: 'קורס C++\u200e' }, []],
    ['a description of control characters', { description: '\u0000\u0007\u200b' }, ['description']],
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
    ...[
      'https://labseat.com@evil.example',
      'https://user:pass@evil.example/x',
      'https://:pass@evil.example',
      'http://a%40b@evil.example',
    ].map((url): [string, object, string[]] => [
      `the address ${url}`,
      { location: { kind: 'online', url } },
      ['location.url'],
    ]),
    [
      'a web address with a sign @ in its path',
      { location: { kind: 'online', url: 'https://meet.example/@team' } },
      [],
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
    [
      'tags of many scripts',
      { tags: ['हिन्दी', 'தமிழ்', 'ไทย', 'বাংলা', 'ശ്രീ', 'שָׁלוֹם', 'عربي', '東京', '한국어'] },
      [],
    ],
    ['a Sinhala tag with a joiner', { tags: ['ශ්\u200dරී'] }, []],
    ['a tag that begins with a mark', { tags: ['\u0301a'] }, ['tags.0']],
    ['a tag of fillers', { tags: ['\u3164'] }, ['tags.0']],
    ['the same tag composed and decomposed', { tags: ['caf\u00e9', 'cafe\u0301'] }, ['tags']],
    ['a state that an organiser may not set', { state: 'cancelled' }, ['state']],
  ])('with %s', (_, change, expected) =>
    expect(faultsOf(eventInput, { ...workshop, ...change })).toEqual(expected),
  )

  test('keeps times in UTC and text trimmed', () => {
    const read = eventInput.parse({
      ...workshop,
      title: '  Go  ahead ',
      startsAt: '2031-05-01T09:00:00+02:00',
    })
    expect(read.startsAt).toBe('2031-05-01T07:00:00.000Z')
    expect(read.title).toBe('Go  ahead')
  })

  test('keeps names and tags in the composed form, and İstanbul in lower case without a second dot', () => {
    const read = eventInput.parse({
      ...workshop,
      title: 'Cafe\u0301',
      tags: ['Cafe\u0301', 'İstanbul'],
      location: { kind: 'in-person', name: 'Cafe\u0301' },
    })
    expect(read).toMatchObject({
      title: 'Café',
      tags: ['café', 'istanbul'],
      location: { name: 'Café' },
    })
  })

  test('loses the control characters of a description, and keeps its lines', () => {
    const description = 'First\u0000\u0007 line\r\nSecond\u2028third\u000b\tend\ud800'
    expect(eventInput.parse({ ...workshop, description }).description).toBe('First line\nSecond\nthird\tend')
  })

  test('needs at least one changed field, and its state cannot be changed', () => {
    expect(faultsOf(eventChange, {})).toEqual([''])
    expect(faultsOf(eventChange, { state: 'published' })).toContain('')
    expect(faultsOf(eventChange, { capacity: 3 })).toEqual([])
    expect(faultsOf(eventChange, { capacity: null })).toEqual(['capacity'])
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
  ])('%j is valid: %s', (name, valid) => expect(username.safeParse(name).success).toBe(valid))
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
    ['valid fields', {}, []],
    ['a text that is not an e-mail address', { email: 'ada' }, ['email']],
    ['an e-mail address of 255 characters', { email: `${'a'.repeat(242)}@labseat.test` }, ['email']],
    ['a password of 201 characters', { password: 'a'.repeat(201) }, ['password']],
    ['a name of spaces', { firstName: ' ' }, ['firstName']],
    ['an invisible name', { firstName: '\u3164' }, ['firstName']],
    ['an invisible last name', { lastName: '\u200b' }, ['lastName']],
    ['a name that is turned around', { firstName: 'Ada\u202e' }, ['firstName']],
    ['one name', { firstName: 'Sukarno', lastName: '' }, []],
    ['no last name', { firstName: 'Sukarno', lastName: undefined }, []],
    ['an umlaut domain', { email: 'anna@bücher.example' }, []],
    ['an Arabic domain', { email: 'anna@مثال.إختبار' }, []],
    ['a Chinese domain with a wide stop', { email: 'anna@例え。テスト' }, []],
    ['umlauts before the @', { email: 'änna@bücher.example' }, ['email']],
    ['a domain with a path', { email: 'anna@bücher.example/x' }, ['email']],
    ['two @', { email: 'anna@x@bücher.example' }, ['email']],
    ['a name of 61 characters', { lastName: 'a'.repeat(61) }, ['lastName']],
    ['a role', { role: 'admin' }, ['']],
  ])('with %s', (_, change, expected) => expect(faultsOf(signUp, { ...person, ...change })).toEqual(expected))

  test.each([
    ['anna@bücher.example', 'anna@xn--bcher-kva.example'],
    ['anna@BÜCHER.example', 'anna@xn--bcher-kva.example'],
    ['anna@例え。テスト', 'anna@xn--r8jz45g.xn--zckzah'],
    ['Anna@labseat.test', 'Anna@labseat.test'],
  ])('the address %s is stored as %s', (email, stored) =>
    expect(signUp.parse({ ...person, email }).email).toBe(stored),
  )

  test('sets no role, also in a later change, which needs at least one field', () => {
    expect(faultsOf(profileChange, {})).toEqual([''])
    expect(faultsOf(profileChange, { firstName: 'Ada', role: 'admin' })).toEqual([''])
  })
})

test('a person with one name has an empty last name', () =>
  expect(
    signUp.parse({ email: 'a@labseat.test', password: 'long enough', username: 'ada', firstName: 'Ada' })
      .lastName,
  ).toBe(''))

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
  ])('of %s items is valid: %s', (limit, valid) => expect(page.safeParse({ limit }).success).toBe(valid))

  test('has 20 items by default', () => expect(page.parse({}).limit).toBe(20))
  test('has a cursor of at most 500 characters', () =>
    expect(faultsOf(page, { cursor: 'a'.repeat(501) })).toEqual(['cursor']))
  test('of events has no filter by state, and a page of registrations only by a known state', () => {
    expect(faultsOf(eventsList.query, { state: 'draft' })).toEqual([''])
    expect(faultsOf(registrationsList.query, { state: 'lost' })).toEqual(['state'])
  })
})

test.each(['EUR', 'JPY'])('an amount in %s is valid', (currency) =>
  expect(faultsOf(money, { amount: 1, currency })).toEqual([]),
)
test.each(['eur', 'EURO', 'ABC', ''])('%j is not a currency', (currency) =>
  expect(faultsOf(money, { amount: 1, currency })).toContain('currency'),
)

test.each(['2031-05-01', 'tomorrow', '', '2031-05-01T25:00:00Z', '2031-13-01T09:00:00Z'])(
  '%j is not a time',
  (text) => expect(time.safeParse(text).success).toBe(false),
)
