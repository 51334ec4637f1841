import { beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { type As, api } from '../../testing/api.ts'
import { inHours, publishes, workshop } from '../../testing/events.ts'
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

/** Every page from the first to the last; fails where it doesn't end. */
const walk = async (query: Record<string, string>, as?: As, path?: string): Promise<Event[]> => {
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

describe('walking page by page', () => {
  const sameTime = inHours(72)
  let made: Event[]
  beforeAll(async () => {
    made = []
    for (const [index, startsAt] of [90, 50, 72, 72, 72, 72, 72, 60, 95, 40, 72].entries())
      made.push(
        await publishes(olga, {
          title: `Workshop ${index}`,
          startsAt: startsAt === 72 ? sameTime : inHours(startsAt),
          endsAt: null,
        }),
      )
  })

  test.each(['1', '2', '3', '5', '10', '11', '12', '100'])(
    'by %s meets each event once, soonest first',
    async (limit) => {
      const walked = await walk({ owner: olga.uid, limit })
      expect(walked.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort())
      const starts = walked.map(({ startsAt }) => startsAt)
      expect(starts).toEqual(starts.toSorted())
    },
  )

  test('a full last page has no next', async () => {
    expect(await list({ owner: olga.uid, limit: '11' })).not.toHaveProperty('nextCursor')
    expect(await list({ owner: olga.uid, limit: '10' })).toHaveProperty('nextCursor')
  })

  test('one’s own come latest first, drafts and cancelled ones too, and nobody else’s', async () => {
    const rita = await asPerson('Rita')
    const [soon, late, draft] = [
      await publishes(rita, { startsAt: inHours(10), endsAt: null }),
      await publishes(rita, { startsAt: inHours(30), endsAt: null }),
      await publishes(rita, { startsAt: inHours(20), endsAt: null, state: 'draft' }),
    ]
    await api('POST', `/v1/events/${soon.id}/cancel`, undefined, rita)
    const gone = await publishes(rita, { state: 'draft' })
    await api('DELETE', `/v1/events/${gone.id}`, undefined, rita)
    const mine = await walk({ limit: '1' }, rita, '/v1/me/events')
    expect(mine.map(({ id }) => id)).toEqual([late.id, draft.id, soon.id])
    expect(mine.map(({ state }) => state)).toEqual(['published', 'draft', 'cancelled'])
  })
})

describe('searching', () => {
  /** A word that no other test uses. */
  const place = `hall${unique()}`
  beforeAll(async () => {
    const make = (title: string, tags: string[], name = place) =>
      publishes(olga, { title, tags, location: { kind: 'in-person', name } })
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
  ])('“%s” finds %j', async (query, expected) => expect(await at(query)).toEqual(expected))

  test('a tag is whole, and narrows a search', async () => {
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

  test('walks past those that have the first word only', async () => {
    const word = `word${unique()}`
    const events: Event[] = []
    for (const end of ['first', 'no', 'no', 'no', 'no', 'no', 'no', 'no', 'last'])
      events.push(await publishes(olga, { title: `${word} ${end === 'no' ? 'other' : 'wanted'} ${end}` }))
    const walked = await walk({ query: `${word} wanted`, limit: '1' })
    expect(walked.map(({ id }) => id).sort()).toEqual([events[0]!.id, events.at(-1)!.id].sort())
  })

  test('a changed title is found by its new words only', async () => {
    const event = await publishes(olga, {
      title: `Before ${place}`,
      location: { kind: 'in-person', name: 'X' },
    })
    await api('PATCH', `/v1/events/${event.id}`, { title: `After ${place}` }, olga)
    expect(await at('before')).toEqual([])
    expect(await at('after')).toEqual([`After ${place}`])
    await api('POST', `/v1/events/${event.id}/cancel`, undefined, olga)
  })
})

describe('which events', () => {
  test('published ones: neither drafts, nor cancelled, nor deleted ones', async () => {
    const una = await asPerson('Una')
    const shown = await publishes(una)
    const cancelled = await publishes(una)
    const deleted = await publishes(una)
    const draft = (await api<Event>('POST', '/v1/events', workshop({ state: 'draft' }), una)).body
    await api('POST', `/v1/events/${cancelled.id}/cancel`, undefined, una)
    await api('DELETE', `/v1/events/${deleted.id}`, undefined, una)
    expect((await list({ owner: una.uid })).items.map(({ id }) => id)).toEqual([shown.id])
    expect(draft.state).toBe('draft')
  })

  test('between two times, both included', async () => {
    const vera = await asPerson('Vera')
    const starts = [inHours(10), inHours(20), inHours(30)] as const
    for (const startsAt of starts) await publishes(vera, { startsAt, endsAt: null })
    const between = async (from: string, to: string) =>
      (await list({ owner: vera.uid, from, to })).items.map(({ startsAt }) => startsAt)
    expect(await between(starts[1], starts[1])).toEqual([starts[1]])
    expect(await between(inHours(15), inHours(40))).toEqual([starts[1], starts[2]])
    expect(await between(inHours(40), inHours(15))).toEqual([])
  })

  test('from now on, and past ones where `from` says so', async () => {
    const wanda = await asPerson('Wanda')
    const event = await publishes(wanda)
    const { documents } = await import('../../server/documents.ts')
    const past = inHours(-5)
    await documents.event(event.id).update({ startsAt: new Date(past) as unknown as string })
    expect((await list({ owner: wanda.uid })).items).toEqual([])
    const matches = await list({ owner: wanda.uid, from: inHours(-6) })
    expect(matches.items.map(({ startsAt }) => startsAt)).toEqual([past])
  })

  test('none shows its link', async () => {
    const [event] = (await list({ owner: olga.uid, limit: '1' })).items
    expect(event?.location).not.toHaveProperty('url')
    expect(JSON.stringify(await list({ owner: olga.uid, limit: '100' }))).not.toContain('https://')
  })
})
