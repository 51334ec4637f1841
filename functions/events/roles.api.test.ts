import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { db, documents } from '../../server/documents.ts'
import { type As, api } from '../../testing/api.ts'
import { workshop } from '../../testing/events.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { waitUntilSettled } from '../../testing/seats.ts'

type Name = 'olga' | 'cora' | 'erik' | 'oper' | 'sam' | 'adam'
let people: Record<Name, Person>
beforeAll(async () => {
  const [olga, cora, erik, sam] = await Promise.all(
    ['Olga', 'Cora', 'Erik', 'Sam'].map((name) => asPerson(name)),
  )
  const oper = await asPerson('Oper', { role: 'operator' })
  const adam = await asPerson('Adam', { role: 'admin' })
  people = { olga, cora, erik, sam, oper, adam } as typeof people
})

/** Olga's event, organised with Cora. */
const eventOf = async (state: 'draft' | 'published', withErik = false): Promise<Event> => {
  const { body } = await api<Event>('POST', '/v1/events', workshop({ state }), people.olga)
  await documents.event(body.id).update({ organiserIds: [people.olga.uid, people.cora.uid] })
  if (withErik) {
    await api('POST', `/v1/events/${body.id}/registrations`, undefined, people.erik)
    await waitUntilSettled(db, body.id)
  }
  return body
}

const change = { title: 'Another title' }
/** The callers of the table's columns: signed out, a stranger, an operator, a seat holder, a co-organiser, the owner, an admin. */
const callers = ['nobody', 'sam', 'oper', 'erik', 'cora', 'olga', 'adam'] as const
const table: [
  what: string,
  state: 'draft' | 'published',
  method: string,
  path: string,
  body: unknown,
  ...number[],
][] = [
  ['read', 'published', 'GET', '', undefined, 200, 200, 200, 200, 200, 200, 200],
  ['read', 'draft', 'GET', '', undefined, 404, 404, 404, 404, 200, 200, 200],
  ['change', 'published', 'PATCH', '', change, 401, 403, 403, 403, 200, 200, 200],
  ['change', 'draft', 'PATCH', '', change, 401, 404, 404, 404, 200, 200, 200],
  ['publish', 'draft', 'POST', '/publish', undefined, 401, 404, 404, 404, 200, 200, 200],
  ['cancel', 'published', 'POST', '/cancel', undefined, 401, 403, 403, 403, 200, 200, 200],
  ['list who registered', 'published', 'GET', '/registrations', undefined, 401, 403, 403, 403, 200, 200, 200],
  ['list who registered', 'draft', 'GET', '/registrations', undefined, 401, 404, 404, 404, 200, 200, 200],
  [
    'see Erik’s registration',
    'published',
    'GET',
    '/registrations/ERIK',
    undefined,
    401,
    404,
    404,
    200,
    200,
    200,
    200,
  ],
  [
    'cancel Erik’s registration',
    'published',
    'DELETE',
    '/registrations/ERIK',
    undefined,
    401,
    404,
    404,
    200,
    200,
    200,
    200,
  ],
  ['delete', 'draft', 'DELETE', '', undefined, 401, 404, 404, 404, 204, 204, 204],
]

describe.each(table)('%s a %s event', (_what, state, method, path, body, ...answers) => {
  // Refused callers share one event. A caller who may change it gets a separate event.
  let shared: Event
  beforeAll(async () => {
    shared = await eventOf(state, state === 'published')
  })
  test.each(callers.map((caller, index) => [caller, answers[index]!] as const))(
    '%s: %i',
    async (caller, status) => {
      const changes = method !== 'GET' && status < 300
      const { id } = changes && caller !== 'cora' ? await eventOf(state, path.includes('ERIK')) : shared
      const as: As | undefined = caller === 'nobody' ? undefined : people[caller]
      const address = `/v1/events/${id}${path.replace('ERIK', people.erik.uid)}`
      const answer = await api(method, address, body, as)
      expect(answer.status, answer.text).toBe(status)
    },
  )
})

describe('the link of an online event', () => {
  let event: Event
  beforeAll(async () => {
    event = await eventOf('published', true)
    await documents.event(event.id).update({ capacity: 1 })
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, people.sam)
    await waitUntilSettled(db, event.id)
  })
  const link = async (as?: As) =>
    (await api<Event>('GET', `/v1/events/${event.id}`, undefined, as)).body.location.url
  const url = 'https://meet.labseat.test/k8s'

  test.each([
    ['is for organisers and seat holders', ['olga', 'cora', 'adam', 'erik'], url],
    ['is not for waiting people and strangers', ['sam', 'oper'], undefined],
  ] as const)('%s', async (_, names, seen) => {
    for (const name of names) expect([name, await link(people[name])]).toEqual([name, seen])
  })

  test('is not for signed-out visitors, and is in no other response', async () => {
    expect(await link()).toBeUndefined()
    const { text } = await api('GET', '/v1/me/registrations', undefined, people.sam)
    expect(text).toContain(event.id)
    expect(text).not.toContain(url)
  })

  test('moves with the seat to the next person', async () => {
    await api('DELETE', `/v1/events/${event.id}/registrations/me`, undefined, people.erik)
    await waitUntilSettled(db, event.id)
    expect(await link(people.erik)).toBeUndefined()
    expect(await link(people.sam)).toBe(url)
  })
})

test('a suspended admin sees only public events, and a revoked session is refused', async () => {
  const eve = await asPerson('Eve', { role: 'admin' })
  const [draft, published] = await Promise.all([eventOf('draft'), eventOf('published')])
  const look = async () => (await api('GET', `/v1/events/${draft.id}`, undefined, eve)).status
  expect(await look()).toBe(200)
  await documents.access(eve.uid).update({ suspended: true })
  expect(await look()).toBe(404)
  expect(await api<Event>('GET', `/v1/events/${published.id}`, undefined, eve)).toMatchObject({ status: 200 })
  await documents
    .access(eve.uid)
    .update({ suspended: false, validAfter: new Date(Date.now() + 3_600_000) as never })
  expect(await look()).toBe(401)
})
