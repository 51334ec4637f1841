import { expect, test } from 'vitest'
import { type Person, profile } from '../contract/people.ts'
import { registrationWithPerson } from '../contract/registrations.ts'
import { user } from '../contract/users.ts'
import { personWords, presentAttendee, presentProfile, presentUser } from './people.ts'
import { wordsOf } from './search.ts'

const ines = { username: 'ines_c-2', firstName: 'Inês', lastName: "O'Carvalho Núñez" }
const isFoundBy = (query: string) => wordsOf(query).every((word) => personWords(ines).includes(word))

test.each(['i', 'ines', 'Inês', 'INÊS carv', 'nunez', 'ines_c', 'ines_c-2', '2', 'núñ ine'])(
  'a search for “%s” finds a person by the beginnings of names',
  (query) => expect(isFoundBy(query)).toBe(true),
)
test.each(['nes', 'carvalhos', 'ines x', 'ine_x'])('a search for “%s” does not find the person', (query) =>
  expect(isFoundBy(query)).toBe(false),
)
test('a person has at most 400 words, each once', () => {
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

test('a profile has the usual preferences where the person has chosen none', () => {
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

test('an admin gets the address and the last sign-in where there are any', () => {
  const access = { role: 'operator' as const, suspended: true, validAfter: person.createdAt }
  const bare = presentUser(person, access, {})
  expect(bare).toMatchObject({ uid: 'ines', role: 'operator', suspended: true })
  expect(bare).not.toHaveProperty('email')
  expect(bare).not.toHaveProperty('lastSignInAt')
  const account = { email: 'ines@labseat.test', lastSignInAt: '2031-05-02T09:00:00.000Z' }
  expect(user.parse(presentUser(person, access, account))).toMatchObject(account)
})

test('an organiser gets the name of a person, and of a former member where the person has left', () => {
  const { person: attendee } = registrationWithPerson.shape
  expect(attendee.parse(presentAttendee(person))).toEqual({
    username: 'ines_c-2',
    name: "Inês O'Carvalho Núñez",
    avatarVersion: null,
  })
  expect(presentAttendee({ ...person, avatarVersion: 3 }).avatarVersion).toBe(3)
  expect(attendee.parse(presentAttendee(undefined)).name).toBe('Former member')
})
