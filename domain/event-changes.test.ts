import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnnouncementDocument, KnownEvent } from '../contract/announcements.ts'
import { changesBetween, changeValues, gatherChange, knownEventOf, mustBeTold } from './event-changes.ts'

const known: KnownEvent = {
  title: 'Go',
  description: 'Bring a laptop.',
  startsAt: '2031-05-01T09:00:00.000Z',
  endsAt: null,
  timeZone: 'Europe/Berlin',
  location: { kind: 'hybrid', name: 'Room 4', url: 'https://meet.example/x' },
  price: null,
}
const events: fc.Arbitrary<KnownEvent> = fc.record({
  title: fc.constantFrom('Go', 'Rust'),
  description: fc.constantFrom('One.', 'Two.'),
  startsAt: fc.constantFrom('2031-05-01T09:00:00.000Z', '2031-05-02T09:00:00.000Z'),
  endsAt: fc.constantFrom(null, '2031-05-03T09:00:00.000Z'),
  timeZone: fc.constantFrom('Europe/Berlin', 'Asia/Almaty'),
  location: fc.record({
    kind: fc.constantFrom('online' as const, 'hybrid' as const),
    name: fc.constantFrom('Room 4', 'Room 5'),
    url: fc.constantFrom(null, 'https://meet.example/x', 'https://meet.example/y'),
  }),
  price: fc.constantFrom(null, { amount: 500, currency: 'EUR' }, { amount: 500, currency: 'USD' }),
})
const at = (minutes: number) => new Date(Date.UTC(2031, 3, 1) + minutes * 60_000).toISOString()

describe('gathered changes', () => {
  test('tell the difference between the first and the last state, whatever was in between', () =>
    fc.assert(
      fc.property(fc.array(events, { minLength: 2, maxLength: 8 }), (states) => {
        let gathered: AnnouncementDocument | undefined
        for (const [index, eventAfter] of states.slice(1).entries()) {
          const change = { eventId: 'e', eventBefore: states[index]!, eventAfter }
          gathered =
            gatherChange(gathered, change, { change: `c${index}`, isQuiet: false, now: at(index) }) ??
            gathered
        }
        const [first, last] = [states[0]!, states.at(-1)!]
        if (gathered) expect(changesBetween(gathered.eventBefore!, last)).toEqual(changesBetween(first, last))
        else expect(changesBetween(first, last)).toEqual([])
      }),
    ))

  test('never tell a text that was changed quietly', () =>
    fc.assert(
      fc.property(events, events, (eventBefore, moved) => {
        const eventAfter = { ...moved, title: eventBefore.title, description: eventBefore.description }
        const loud = gatherChange(
          undefined,
          { eventId: 'e', eventBefore, eventAfter },
          { change: 'c', isQuiet: false, now: at(0) },
        )
        const renamed = { ...eventAfter, title: 'Renamed', description: 'Rewritten.' }
        const quiet =
          gatherChange(
            loud,
            { eventId: 'e', eventBefore: eventAfter, eventAfter: renamed },
            { change: 'd', isQuiet: true, now: at(1) },
          ) ?? loud
        if (!quiet?.eventBefore) return
        expect(changesBetween(quiet.eventBefore, renamed)).not.toContain('title')
        expect(changesBetween(quiet.eventBefore, renamed)).not.toContain('description')
        expect(quiet.dueAt).toBe(loud?.dueAt)
      }),
    ))

  test('wait three minutes after the last change, and ten after the first at most', () => {
    const gather = (gathered: AnnouncementDocument | undefined, minutes: number) =>
      gatherChange(
        gathered,
        { eventId: 'e', eventBefore: known, eventAfter: { ...known, title: `Go ${minutes}` } },
        { change: `c${minutes}`, isQuiet: false, now: at(minutes) },
      )
    let gathered = gather(undefined, 0)
    const due: string[] = [gathered!.dueAt]
    for (const minutes of [2, 4, 6, 8, 9]) {
      gathered = gather(gathered, minutes)
      due.push(gathered!.dueAt)
    }
    expect(due).toEqual([3, 5, 7, 9, 10, 10].map(at))
    expect(gathered).toMatchObject({ change: 'c0', eventBefore: known, firstAt: at(0) })
  })
})

test.each<[string, Partial<KnownEvent>, boolean]>([
  ['title', { title: 'Rust' }, false],
  ['description', { description: 'Two.' }, false],
  ['start', { startsAt: '2031-05-02T09:00:00.000Z' }, true],
  ['end', { endsAt: '2031-05-02T09:00:00.000Z' }, true],
  ['zone', { timeZone: 'Asia/Almaty' }, true],
  ['place', { location: { ...known.location, address: 'Main Street 4' } }, true],
  ['link', { location: { ...known.location, url: 'https://meet.example/y' } }, true],
  ['price', { price: { amount: 500, currency: 'EUR' } }, true],
])('a new %s is a change, and must be told or not', (name, change, must) => {
  const changes = changesBetween(known, { ...known, ...change })
  expect(changes).toEqual([name])
  expect(mustBeTold(changes)).toBe(must)
})

test('the values of a notice never contain a link', () =>
  fc.assert(
    fc.property(events, events, (eventBefore, eventAfter) => {
      expect(JSON.stringify(changeValues(eventBefore, eventAfter) ?? {})).not.toContain('meet.example')
    }),
  ))

test('an event in person has no link to tell about', () => {
  const event = { ...known, location: { kind: 'in-person' as const, name: 'Room 4' } }
  expect(knownEventOf(event, 'https://meet.example/x').location.url).toBeNull()
})
