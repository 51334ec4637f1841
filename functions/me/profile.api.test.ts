import { expect, test } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { eventDocument } from '../../contract/events.ts'
import { type Profile, usualPreferences } from '../../contract/people.ts'
import { documents, toFields } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { publishEvent } from '../../testing/events.ts'
import { asPerson, type Person } from '../../testing/people.ts'

const patch = (person: Person, change: object) => api<Profile>('PATCH', '/v1/me', change, person)
const ownerName = async ({ id }: Event) => (await api<Event>('GET', `/v1/events/${id}`)).body.ownerName

test('a new person has no interests and the default preferences', async () => {
  const olga = await asPerson('Olga')
  const { body } = await api<Profile>('GET', '/v1/me', undefined, olga)
  expect(body).toMatchObject({ interests: [], preferences: usualPreferences, avatarVersion: null })
})

test('a change of one preference keeps the others', async () => {
  const olga = await asPerson('Olga')
  await patch(olga, { interests: ['Kubernetes', ' go '] })
  await patch(olga, { preferences: { timeZone: 'Asia/Kolkata', mail: { events: false } } })
  await patch(olga, { preferences: { theme: 'dark', mail: { clusters: false } } })
  const { body } = await patch(olga, { preferences: { mail: { events: true } } })
  expect(body).toMatchObject({
    interests: ['kubernetes', 'go'],
    preferences: {
      language: 'en',
      timeZone: 'Asia/Kolkata',
      theme: 'dark',
      mail: { ...usualPreferences.mail, clusters: false },
    },
  })
  expect((await api<Profile>('GET', '/v1/me', undefined, olga)).body).toEqual(body)
  expect((await patch(olga, { preferences: { timeZone: null }, interests: [] })).body).toMatchObject({
    interests: [],
    preferences: { timeZone: null, theme: 'dark' },
  })
})

test('simultaneous changes of different preferences are all stored', async () => {
  const olga = await asPerson('Olga')
  await Promise.all(
    ['registrations', 'events', 'organising', 'account'].map((topic) =>
      patch(olga, { preferences: { mail: { [topic]: false } } }),
    ),
  )
  const { body } = await api<Profile>('GET', '/v1/me', undefined, olga)
  expect(body.preferences.mail).toEqual({
    registrations: false,
    events: false,
    organising: false,
    account: false,
    clusters: true,
  })
})

test('a new name appears on future events, and past events keep the old name', async () => {
  const olga = await asPerson('Olga')
  const [next, draft, past] = [
    await publishEvent(olga),
    await publishEvent(olga, { state: 'draft' }),
    await publishEvent(olga),
  ]
  await documents
    .event(past.id)
    .update(
      toFields(eventDocument, { startsAt: '2020-01-01T09:00:00.000Z', endsAt: '2020-01-01T12:00:00.000Z' }),
    )
  await patch(olga, { lastName: 'Organiser' })
  expect(await ownerName(next)).toBe('Olga Organiser')
  expect((await documents.event(draft.id).get()).data()?.ownerName).toBe('Olga Organiser')
  expect(await ownerName(past)).toBe('Olga Labseat')
  const wordsOf = async ({ id }: Event) => (await documents.event(id).get()).data()?.words
  expect(await wordsOf(next)).toEqual(expect.arrayContaining(['organiser']))
  expect(await wordsOf(next)).not.toContain('labseat')
  expect(await wordsOf(past)).toContain('labseat')
})
