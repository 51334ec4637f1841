import { expect, test } from 'vitest'
import { type Event, eventInput } from '../../../contract/events.ts'
import { toMoment, toWall } from '../lib/wall-time.ts'
import { changedFields, changesOf, emptyForm, fromEvent, readChangedFields, toInput } from './event-form.ts'
import { eventResolver } from './event-resolver.ts'
import { noticeNeedOf } from './tell-people.tsx'

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

test('an event that is opened and saved unchanged has no changes', () => {
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

test('wall time is read in the event’s time zone', () => {
  expect(toMoment('2027-05-07T10:00', 'America/New_York')).toBe('2027-05-07T14:00:00.000Z')
  expect(toWall('2027-05-07T14:00:00.000Z', 'Asia/Kolkata')).toBe('2027-05-07T19:30')
  expect(toMoment('', 'Europe/Berlin')).toBe('')
})

test('a time that does not exist is refused with its reason', async () => {
  // Clocks go from 02:00 to 03:00 in Berlin on this day.
  expect(toMoment('2027-03-28T02:30', 'Europe/Berlin')).toBe('')
  const form = { ...fromEvent(event), timeZone: 'Europe/Berlin', startsAt: '2027-03-28T02:30', endsAt: '' }
  const { errors } = await eventResolver(null)(form, undefined, {
    fields: {},
    shouldUseNativeValidation: false,
  })
  expect(errors.startsAt?.message).toMatch(/^This time does not exist on this day/)
  expect(Object.keys(errors)).toEqual(['startsAt'])
})

test('an event in the later one of two equal hours stays there when it is edited', () => {
  const night = { ...event, timeZone: 'Europe/Berlin', startsAt: '2027-10-31T01:30:00.000Z', endsAt: null }
  const inputBefore = toInput(fromEvent(night), night)
  expect(inputBefore.startsAt).toBe(night.startsAt)
  expect(changesOf(inputBefore, toInput({ ...fromEvent(night), title: 'Moved' }, night))).toEqual({
    title: 'Moved',
  })
  expect(toInput({ ...fromEvent(night), startsAt: '2027-10-31T02:31' }, night).startsAt).toBe(
    '2027-10-31T00:31:00.000Z',
  )
})

test('an empty form has errors at its required fields', () => {
  const parsed = eventInput.safeParse(
    toInput({ ...emptyForm(), capacity: 'many', price: { amount: 'x', currency: 'EUR' } }),
  )
  const paths = parsed.error?.issues.map((issue) => issue.path.join('.'))
  expect(paths).toEqual(['title', 'description', 'startsAt', 'capacity', 'price.amount'])
})

test('prices are converted to minor units, with a comma or a point, and never rounded', () => {
  const of = (amount: string, currency: string) =>
    toInput({ ...emptyForm(), price: { amount, currency } }).price
  expect(of('12,50', 'EUR')).toEqual({ amount: 1250, currency: 'EUR' })
  expect(of('1200', 'JPY')).toEqual({ amount: 1200, currency: 'JPY' })
  expect(of('', 'EUR')).toBeNull()
  const problemOf = (amount: string, currency: string) =>
    eventInput.safeParse({ ...toInput(fromEvent(event)), price: of(amount, currency) }).error?.issues[0]
  expect(problemOf('12.5', 'JPY')).toMatchObject({
    path: ['price', 'amount'],
    message: 'amountWhole {"currency":"JPY"}',
  })
  expect(problemOf('1.005', 'EUR')?.message).toBe('numberGrouped {"large":"1005"}')
  expect(problemOf('1.0050', 'EUR')?.message).toBe('amountDecimals {"currency":"EUR","digits":2}')
})

test('a price that is opened and saved unchanged stays the same in each currency', () => {
  for (const [amount, currency] of [
    [1250, 'EUR'],
    [5, 'EUR'],
    [1200, 'JPY'],
    [1234, 'KWD'],
    [1500, 'KWD'],
  ] as const)
    expect(toInput(fromEvent({ ...event, price: { amount, currency } })).price).toEqual({ amount, currency })
})

test.each(['1.000', '1e3', '0x10', '12 seats', '1,0,0'])(
  'seats of %j are refused with a sentence instead of being guessed',
  (capacity) => {
    const parsed = eventInput.safeParse(toInput({ ...fromEvent(event), capacity }))
    expect(parsed.error?.issues.map(({ path, message }) => [path.join('.'), message.split(' ')[0]])).toEqual([
      ['capacity', expect.stringMatching(/^(numberUnread|numberAmbiguous)$/)],
    ])
  },
)

test('an online event does not send the place that was entered earlier', () => {
  const form = { ...fromEvent(event), location: { ...fromEvent(event).location, kind: 'online' as const } }
  expect(toInput(form).location).toEqual({ kind: 'online', url: 'https://meet.example.org/x' })
})

test('an emptied link is removed', () => {
  const inputBefore = toInput(fromEvent(event))
  const form = { ...fromEvent(event), location: { ...fromEvent(event).location, url: '' } }
  expect(changesOf(inputBefore, toInput(form))).toEqual({
    location: { kind: 'hybrid', name: 'The Garage', url: null },
  })
})

test.each([
  [{ title: 'A' }, 'optional'],
  [{ description: 'A', tags: ['go'] }, 'optional'],
  [{ title: 'A', price: null }, 'always'],
  [{ endsAt: null }, 'always'],
  [{ capacity: 5, tags: [] }, 'never'],
  [{}, 'never'],
] as const)('people get a notice of %j: %s', (changes, need) => {
  expect(noticeNeedOf(changes as Parameters<typeof noticeNeedOf>[0])).toBe(need)
})

test('only changed fields are kept, and come back as they were', () => {
  const saved = fromEvent(event)
  const form = { ...saved, title: 'Half a tit', location: { ...saved.location, name: 'Room 9' } }
  const stored = JSON.parse(JSON.stringify(changedFields(saved, form)))
  expect(Object.keys(stored).sort()).toEqual(['location', 'title'])
  expect({ ...saved, ...readChangedFields(stored) }).toEqual(form)
  expect(changedFields(saved, fromEvent(event))).toEqual({})
})

test.each([
  null,
  'text',
  [],
  { title: 5, colour: 'red', location: { kind: 'online' }, price: null, tags: ['go'] },
])('kept fields of another shape are left out: %j', (stored) => {
  expect(readChangedFields(stored)).toEqual({})
})
