import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { documents, Timestamp } from '../../server/documents.ts'
import { type As, api } from '../../testing/api.ts'
import { inHours, publishEvent, workshop } from '../../testing/events.ts'
import { asPerson, type Person, unique } from '../../testing/people.ts'

type Page = { items: Event[]; nextCursor?: string }
const list = async (query: Record<string, string>, as?: As, path = '/v1/events') => {
  const { status, body, text } = await api<Page>(
    'GET',
    `${path}?${new URLSearchParams(query)}`,
    undefined,
    as,
  )
  expect(status, text).toBe(200)
  return body
}
const titles = async (query: Record<string, string>) => (await list(query)).items.map(({ title }) => title)

/** Reads every page. Fails if the pages do not end. */
const readPages = async (query: Record<string, string>, as?: As, path?: string): Promise<Event[]> => {
  const items: Event[] = []
  let cursor: string | undefined
  do {
    const page = await list({ ...query, ...(cursor && { cursor }) }, as, path)
    items.push(...page.items)
    cursor = page.nextCursor
    expect(items.length).toBeLessThan(100)
  } while (cursor)
  return items
}

let olga: Person
beforeAll(async () => {
  olga = await asPerson('Olga')
})

describe('the pages of a list', () => {
  const sameTime = inHours(72)
  let made: Event[]
  beforeAll(async () => {
    made = []
    for (const [index, startsAt] of [90, 50, 72, 72, 72, 72, 72, 60, 95, 40, 72].entries())
      made.push(
        await publishEvent(olga, {
          title: `Workshop ${index}`,
          startsAt: startsAt === 72 ? sameTime : inHours(startsAt),
          endsAt: null,
        }),
      )
  })

  test.each(['1', '2', '3', '5', '10', '11', '12', '100'])(
    'with a limit of %s contain each event once, soonest first',
    async (limit) => {
      const walked = await readPages({ owner: olga.uid, limit })
      expect(walked.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort())
      const starts = walked.map(({ startsAt }) => startsAt)
      expect(starts).toEqual(starts.toSorted())
    },
  )

  test('have no cursor on a full last page', async () => {
    expect(await list({ owner: olga.uid, limit: '11' })).not.toHaveProperty('nextCursor')
    expect(await list({ owner: olga.uid, limit: '10' })).toHaveProperty('nextCursor')
  })

  test('of the caller’s events begin with the latest, and include drafts and cancelled events', async () => {
    const rita = await asPerson('Rita')
    const [soon, late, draft] = [
      await publishEvent(rita, { startsAt: inHours(10), endsAt: null }),
      await publishEvent(rita, { startsAt: inHours(30), endsAt: null }),
      await publishEvent(rita, { startsAt: inHours(20), endsAt: null, state: 'draft' }),
    ]
    await api('POST', `/v1/events/${soon.id}/cancel`, undefined, rita)
    const gone = await publishEvent(rita, { state: 'draft' })
    await api('DELETE', `/v1/events/${gone.id}`, undefined, rita)
    const mine = await readPages({ limit: '1' }, rita, '/v1/me/events')
    expect(mine.map(({ id }) => id)).toEqual([late.id, draft.id, soon.id])
    expect(mine.map(({ state }) => state)).toEqual(['published', 'draft', 'cancelled'])
  })
})

describe('a search', () => {
  /** A word that no other test uses. */
  const place = `hall${unique()}`
  beforeAll(async () => {
    const make = (title: string, tags: string[], name = place) =>
      publishEvent(olga, { title, tags, location: { kind: 'in-person', name } })
    await make('Kubernetes für Anfänger', ['kubernetes', 'beginners'])
    await make('Terraform for friends', ['terraform', 'iac'])
    await make('Advanced Kubernetes and Terraform', ['kubernetes', 'c++'])
    await make('Kubernetes elsewhere', ['kubernetes'], 'Elsewhere')
  })
  const at = (query: string) => titles({ query: `${place} ${query}` }).then((matches) => matches.sort())

  test.each<[string, string[]]>([
    ['', ['Advanced Kubernetes and Terraform', 'Kubernetes für Anfänger', 'Terraform for friends']],
    ['kubernetes', ['Advanced Kubernetes and Terraform', 'Kubernetes für Anfänger']],
    ['KUBERNETES', ['Advanced Kubernetes and Terraform', 'Kubernetes für Anfänger']],
    ['kube', ['Advanced Kubernetes and Terraform', 'Kubernetes für Anfänger']],
    ['terraform kubernetes', ['Advanced Kubernetes and Terraform']],
    ['anfanger', ['Kubernetes für Anfänger']],
    ['Anfänger fur', ['Kubernetes für Anfänger']],
    ['iac', ['Terraform for friends']],
    ['friends!', ['Terraform for friends']],
    ['olga terraform friends', ['Terraform for friends']],
    ['docker', []],
    ['netes', []],
  ])('for “%s” finds %j', async (query, expected) => expect(await at(query)).toEqual(expected))

  test('matches whole tags, and combines a tag with words', async () => {
    const titlesByTag = (tag: string, query = place) =>
      titles({ tag, query }).then((matches) => matches.sort())
    expect(await titlesByTag('kubernetes')).toEqual([
      'Advanced Kubernetes and Terraform',
      'Kubernetes für Anfänger',
    ])
    expect(await titlesByTag('Kubernetes')).toHaveLength(2)
    expect(await titlesByTag('c++')).toEqual(['Advanced Kubernetes and Terraform'])
    expect(await titlesByTag('kube')).toEqual([])
    expect(await titlesByTag('kubernetes', `${place} beginners`)).toEqual(['Kubernetes für Anfänger'])
  })

  test('skips events that match only the first word', async () => {
    const word = `word${unique()}`
    const events: Event[] = []
    for (const end of ['first', 'no', 'no', 'no', 'no', 'no', 'no', 'no', 'last'])
      events.push(await publishEvent(olga, { title: `${word} ${end === 'no' ? 'other' : 'wanted'} ${end}` }))
    const walked = await readPages({ query: `${word} wanted`, limit: '1' })
    expect(walked.map(({ id }) => id).sort()).toEqual([events[0]!.id, events.at(-1)!.id].sort())
  })

  test('finds an event by its new title and not by its old title', async () => {
    const event = await publishEvent(olga, {
      title: `Before ${place}`,
      location: { kind: 'in-person', name: 'X' },
    })
    await api('PATCH', `/v1/events/${event.id}`, { title: `After ${place}` }, olga)
    expect(await at('before')).toEqual([])
    expect(await at('after')).toEqual([`After ${place}`])
    await api('POST', `/v1/events/${event.id}/cancel`, undefined, olga)
  })
})

describe('a list of events', () => {
  test('has only published events', async () => {
    const una = await asPerson('Una')
    const shown = await publishEvent(una)
    const cancelled = await publishEvent(una)
    const deleted = await publishEvent(una)
    const draft = (await api<Event>('POST', '/v1/events', workshop({ state: 'draft' }), una)).body
    await api('POST', `/v1/events/${cancelled.id}/cancel`, undefined, una)
    await api('DELETE', `/v1/events/${deleted.id}`, undefined, una)
    expect((await list({ owner: una.uid })).items.map(({ id }) => id)).toEqual([shown.id])
    expect(draft.state).toBe('draft')
  })

  test('includes events that start exactly at its two limits', async () => {
    const vera = await asPerson('Vera')
    const starts = [inHours(10), inHours(20), inHours(30)] as const
    for (const startsAt of starts) await publishEvent(vera, { startsAt, endsAt: null })
    const between = async (from: string, to: string) =>
      (await list({ owner: vera.uid, from, to })).items.map(({ startsAt }) => startsAt)
    expect(await between(starts[1], starts[1])).toEqual([starts[1]])
    expect(await between(inHours(15), inHours(40))).toEqual([starts[1], starts[2]])
    expect(await between(inHours(40), inHours(15))).toEqual([])
  })

  test('has running events until their end, and earlier ones if `from` is given', async () => {
    const wanda = await asPerson('Wanda')
    const tag = unique()
    const publish = async (title: string, startsIn: number, endsIn: number | null) => {
      const { id } = await publishEvent(wanda, { title, tags: [tag] })
      const at = (hours: number) => Timestamp.fromDate(new Date(inHours(hours)))
      const times = { startsAt: at(startsIn), endsAt: endsIn === null ? null : at(endsIn) }
      await documents.event(id).update(times as object)
    }
    await publish('Since last week', -150, 1)
    await publish('Just over', -5, -0.01)
    await publish('Running', -4, 1)
    await publish('Running, open end', -7, null)
    await publish('Over, open end', -9, null)
    await publish('Coming', 1, 2)
    await publish('Coming, open end', 2, null)
    const shown = ['Since last week', 'Running, open end', 'Running', 'Coming', 'Coming, open end']
    expect(await titles({ owner: wanda.uid })).toEqual(shown)
    expect(await titles({ owner: wanda.uid, query: 'wanda' })).toEqual(shown)
    expect(await titles({ tag })).toEqual(shown)
    expect((await readPages({ owner: wanda.uid, limit: '1' })).map(({ title }) => title)).toEqual(shown)
    expect(await titles({ owner: wanda.uid, from: inHours(-6) })).toEqual([
      'Just over',
      'Running',
      'Coming',
      'Coming, open end',
    ])
  })

  test('never contains the link of an online event', async () => {
    const [event] = (await list({ owner: olga.uid, limit: '1' })).items
    expect(event?.location).not.toHaveProperty('url')
    expect(JSON.stringify(await list({ owner: olga.uid, limit: '100' }))).not.toContain('https://')
  })
})
