import { expect, test } from 'vitest'
import { type Person, profile } from '../contract/people.ts'
import { registrationWithPerson } from '../contract/registrations.ts'
import { user } from '../contract/users.ts'
import { personSearch, personWords, presentAttendee, presentProfile, presentUser } from './people.ts'

const ines = { username: 'ines_c-2', firstName: 'Inês', lastName: "O'Carvalho Núñez" }
const isFoundBy = (query: string) => {
  const { term, finds } = personSearch(query)
  return term !== undefined && personWords(ines).includes(term) && finds(ines)
}

test.each([
  'i',
  'ines',
  'Inês',
  'INÊS carv',
  'nunez',
  'ines_c',
  'ines_c-2',
  '2',
  'núñ ine',
  'ocarvalho',
  'carvalho',
])('a search for “%s” finds a person by the beginnings of names', (query) =>
  expect(isFoundBy(query)).toBe(true),
)
test.each(['nes', 'carvalhos', 'ines x', 'ine_x'])('a search for “%s” does not find the person', (query) =>
  expect(isFoundBy(query)).toBe(false),
)
test('the search words of a person are at most 400 and have no duplicates', () => {
  const words = personWords({
    username: 'a-b-c-d-e-f-g-h-i-j-k-l-m-n-o',
    firstName: 'x1 '.repeat(20),
    lastName: Array.from({ length: 20 }, (_, index) => `n${index}`).join(' '),
  })
  expect(words.length).toBeLessThanOrEqual(400)
  expect(new Set(words).size).toBe(words.length)
})

const person: Person = {
  uid: 'ines',
  ...ines,
  createdAt: '2031-05-01T09:00:00.000Z',
  updatedAt: '2031-05-01T09:00:00.000Z',
  state: 'active',
}

test('a profile without preferences gets the defaults', () => {
  const presented = presentProfile(
    { ...person, preferences: { theme: 'dark', mail: { events: false } } },
    { email: 'ines@labseat.test', emailVerified: true },
    'member',
  )
  expect(presented.preferences).toEqual({
    language: 'en',
    timeZone: null,
    theme: 'dark',
    mail: { registrations: true, events: false, organising: true, account: true, clusters: true },
  })
  expect(presented).toMatchObject({ interests: [], avatarVersion: null, role: 'member', emailVerified: true })
  expect(profile.safeParse(presented).success).toBe(true)
})

test('the admin form has the address and the last sign-in if they exist', () => {
  const access = { role: 'operator' as const, suspended: true, validAfter: person.createdAt }
  const bare = presentUser(person, access, {})
  expect(bare).toMatchObject({ uid: 'ines', role: 'operator', suspended: true })
  expect(bare).not.toHaveProperty('email')
  expect(bare).not.toHaveProperty('lastSignInAt')
  const account = { email: 'ines@labseat.test', lastSignInAt: '2031-05-02T09:00:00.000Z' }
  expect(user.parse(presentUser(person, access, account))).toMatchObject(account)
})

test('the organiser form has the person’s name, or “Former member” for a person who left', () => {
  const { person: attendee } = registrationWithPerson.shape
  expect(attendee.parse(presentAttendee(person))).toEqual({
    username: 'ines_c-2',
    name: "Inês O'Carvalho Núñez",
    avatarVersion: null,
  })
  expect(presentAttendee({ ...person, avatarVersion: 3 }).avatarVersion).toBe(3)
  expect(attendee.parse(presentAttendee(undefined)).name).toBe('Former member')
})
