import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import type * as z from 'zod'
import type { Event } from '../../contract/events.ts'
import { xlsxType } from '../../contract/operation.ts'
import type {
  Registration,
  registrationWithEvent,
  registrationWithPerson,
} from '../../contract/registrations.ts'
import { db, documents } from '../../server/documents.ts'
import { api, apiUrl } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeRequests } from '../../testing/registrations.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

type Page<T> = { items: T[]; nextCursor?: string }
type WithPerson = z.infer<typeof registrationWithPerson>
type WithEvent = z.infer<typeof registrationWithEvent>

let olga: Person
let event: Event
/** In order of arrival: two get seats, three wait. */
let crowd: Person[]
beforeAll(async () => {
  olga = await asPerson('Olga')
  event = await publishEvent(olga, { capacity: 2 })
  crowd = await Promise.all(['Ada', 'Bob', 'Cleo', 'Dan', 'Eva'].map((name) => asPerson(name)))
  for (const person of crowd) await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
  await waitUntilSettled(db, event.id)
})
const usernamesOf = (people: Person[]) => people.map(({ username }) => username)
const list = async (query = '') =>
  (await api<Page<WithPerson>>('GET', `/v1/events/${event.id}/registrations${query}`, undefined, olga)).body
const readOwn = (person: Person, id = event.id) =>
  api<Registration>('GET', `/v1/events/${id}/registrations/me`, undefined, person)

describe('the registrations of an event', () => {
  test('are in order of arrival, with names and states', async () => {
    const { items, nextCursor } = await list()
    expect(nextCursor).toBeUndefined()
    expect(items.map(({ person }) => person.username)).toEqual(usernamesOf(crowd))
    expect(items.map(({ state }) => state)).toEqual([
      'confirmed',
      'confirmed',
      'waitlisted',
      'waitlisted',
      'waitlisted',
    ])
    expect(items[0]!.person.name).toBe('Ada Labseat')
    expect(JSON.stringify(items)).not.toContain('@')
  })

  test.each(['1', '2', '4', '5'])('appear once each on pages of %s', async (limit) => {
    const listed: string[] = []
    let page = await list(`?limit=${limit}`)
    for (;;) {
      listed.push(...page.items.map(({ person }) => person.username))
      if (!page.nextCursor) break
      page = await list(`?limit=${limit}&cursor=${page.nextCursor}`)
    }
    expect(listed).toEqual(usernamesOf(crowd))
  })

  test('can be filtered by state', async () => {
    expect((await list('?state=waitlisted')).items.map(({ person }) => person.username)).toEqual(
      usernamesOf(crowd.slice(2)),
    )
    expect((await list('?state=attended')).items).toEqual([])
  })

  test('keep a person who left Labseat, without the name', async () => {
    const event = await publishEvent(olga)
    const gone = await asPerson('Gone')
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, gone)
    await waitUntilSettled(db, event.id)
    await documents.person(gone.uid).delete()
    const { body } = await api<Page<WithPerson>>(
      'GET',
      `/v1/events/${event.id}/registrations`,
      undefined,
      olga,
    )
    expect(body.items[0]!.person).toEqual({
      username: 'former-member',
      name: 'Former member',
      avatarVersion: null,
    })
  })
})

describe('the file', () => {
  const csv = async (id: string, accept = 'text/csv', query = '') => {
    const answer = await api('GET', `/v1/events/${id}/registrations${query}`, undefined, olga, { accept })
    expect(answer.status, answer.text).toBe(200)
    return answer
  }
  const rowsOf = (text: string): string[][] => parse(text, { bom: true })
  const expectedRows = () =>
    crowd.map(({ firstName, username }, index) => [
      `${firstName} Labseat`,
      username,
      index < 2 ? 'confirmed' : 'waitlisted',
    ])
  const byUsername = (a: string[], b: string[]) => a[1]!.localeCompare(b[1]!)

  test('has the same registrations as the list, a byte order mark and the name of the event', async () => {
    const { headers, text } = await csv(event.id)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toContain('Kubernetes in an afternoon')
    const bytes = await fetchFile(event.id, 'text/csv')
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head, ...rows] = rowsOf(text)
    expect(head).toEqual(['name', 'username', 'state', 'requestedAt', 'settledAt', 'attempt'])
    expect(rows.map((row) => row.slice(0, 3)).sort(byUsername)).toEqual(expectedRows().sort(byUsername))
    expect(rowsOf((await csv(event.id, 'text/csv', '?state=confirmed')).text)).toHaveLength(3)
  })

  const fetchFile = async (id: string, accept: string) => {
    const answer = await fetch(`${apiUrl()}/v1/events/${id}/registrations`, {
      headers: { accept, authorization: `Bearer ${olga.token}` },
    })
    expect(answer.headers.get('content-type')).toContain(accept)
    return new Uint8Array(await answer.arrayBuffer())
  }

  test('can be a workbook with the same rows', async () => {
    const entries = unzipSync(await fetchFile(event.id, xlsxType))
    const text = Object.values(entries)
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('\n')
    for (const [name, username] of expectedRows()) {
      expect(text).toContain(`>${name}<`)
      expect(text).toContain(`>${username}<`)
    }
    expect(text).not.toContain('<f>')
  })

  test('has everybody once: 700 people, of whom one cancelled and came back, and a header if nobody came', async () => {
    const big = await publishEvent(olga, { capacity: 5 })
    const uids = Array.from({ length: 699 }, (_, index) => `p${String(index).padStart(5, '0')}`)
    await storeRequests(big.id, uids.slice(0, 400))
    await storeRequests(big.id, uids.slice(400))
    const erik = await asPerson('Erik')
    const ask = (method: 'POST' | 'DELETE', path = '') =>
      api(method, `/v1/events/${big.id}/registrations${path}`, undefined, erik)
    await ask('POST')
    await ask('DELETE', '/me')
    await waitUntilSettled(db, big.id)
    await ask('POST')
    await waitUntilSettled(db, big.id)
    const rows = rowsOf((await csv(big.id, 'text/csv', '?limit=20')).text).slice(1)
    expect(rows).toHaveLength(700)
    expect(rows.filter(([, username]) => username === erik.username)).toMatchObject([
      ['Erik Labseat', erik.username, 'waitlisted', expect.any(String), expect.any(String), '2'],
    ])
    const empty = await publishEvent(olga)
    expect(rowsOf((await csv(empty.id)).text)).toHaveLength(1)
  })

  test.each(['application/json', '*/*', 'text/csv;q=0.1, application/json'])(
    'is not sent for the Accept header %s',
    async (accept) => {
      expect((await csv(event.id, accept)).headers.get('content-type')).toMatch(/^application\/json/)
    },
  )

  test('escapes formulas, commas, quotes and line ends in names', async () => {
    const event = await publishEvent(olga, { capacity: 10 })
    const evil = ['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', 'Quote "me", please']
    for (const firstName of evil) {
      const person = await asPerson('Mallory')
      await api('PATCH', '/v1/me', { firstName }, person)
      await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
    }
    await waitUntilSettled(db, event.id)
    const { text } = await csv(event.id)
    const lines = text.trimEnd().split('\n').slice(1)
    expect(lines).toHaveLength(evil.length)
    for (const line of lines) expect(line).not.toMatch(/(^|,)"?[=+\-@\t\r]/)
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"") Labseat",`)
    expect(text).toContain('"Quote ""me"", please Labseat",')
  })
})

describe('the caller’s registration', () => {
  test('has the place in line, and a repeated request gets the same response', async () => {
    expect((await readOwn(crowd[0]!)).body).toMatchObject({ state: 'confirmed', holdsSeat: true, attempt: 1 })
    const waiting = await readOwn(crowd[3]!)
    expect(waiting.body).toMatchObject({ state: 'waitlisted', holdsSeat: false, waitingPlace: 2 })
    const second = await api<Registration>(
      'POST',
      `/v1/events/${event.id}/registrations`,
      undefined,
      crowd[3],
    )
    expect(second.status).toBe(200)
    expect(second.body).toEqual(waiting.body)
  })

  test('is not found if the caller has not registered', async () => {
    expect((await readOwn(olga)).status).toBe(404)
    const { status } = await api('DELETE', `/v1/events/${event.id}/registrations/me`, undefined, olga)
    expect(status).toBe(404)
  })

  test('stays cancelled when it is cancelled a second time', async () => {
    const event = await publishEvent(olga)
    const erik = await asPerson('Erik')
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
    await waitUntilSettled(db, event.id)
    const giveUp = () =>
      api<Registration>('DELETE', `/v1/events/${event.id}/registrations/me`, undefined, erik)
    const first = await giveUp()
    expect(first.body).toMatchObject({ state: 'cancelled', holdsSeat: false })
    await waitUntilSettled(db, event.id)
    const second = await giveUp()
    expect(second.status).toBe(200)
    expect(second.body).toMatchObject({ state: 'cancelled', holdsSeat: false, attempt: 1 })
  })

  test('sends the person one notice when the organiser cancels it', async () => {
    const event = await publishEvent(olga)
    const erik = await asPerson('Erik')
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
    await waitUntilSettled(db, event.id)
    for (const _ of [1, 2])
      await api('DELETE', `/v1/events/${event.id}/registrations/${erik.uid}`, undefined, olga)
    await waitUntilSettled(db, event.id)
    const notices = await documents
      .notifications(erik.uid)
      .where('kind', '==', 'registration-cancelled')
      .get()
    expect(notices.size).toBe(1)
  })
})

test('the caller’s registrations are listed with their events, latest first, page by page', async () => {
  const erik = await asPerson('Erik')
  const events = [
    await publishEvent(olga, { title: 'First' }),
    await publishEvent(olga, { title: 'Second' }),
    event,
  ]
  for (const { id } of events) {
    await api('POST', `/v1/events/${id}/registrations`, undefined, erik)
    await waitUntilSettled(db, id)
  }
  const listed: WithEvent[] = []
  let cursor: string | undefined
  do {
    const query = cursor ? `&cursor=${cursor}` : ''
    const { body } = await api<Page<WithEvent>>(
      'GET',
      `/v1/me/registrations?limit=1${query}`,
      undefined,
      erik,
    )
    listed.push(...body.items)
    cursor = body.nextCursor
  } while (cursor && listed.length < 10)
  expect(listed.map((item) => item.event.id)).toEqual(events.map(({ id }) => id).reverse())
  expect(listed.map(({ state }) => state)).toEqual(['waitlisted', 'confirmed', 'confirmed'])
  expect(listed[0]!.waitingPlace).toBeGreaterThan(0)
  for (const item of listed) expect(item.userId).toBe(erik.uid)
})
