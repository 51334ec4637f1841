import {
  type AccessDocument,
  formerMember,
  type Person,
  type PreferencesChange,
  type Profile,
  usualPreferences,
} from '../contract/people.ts'
import type { User } from '../contract/users.ts'
import { fullName } from './full-name.ts'
import { repairName } from './names.ts'
import { isFoundBy, queryTokens, storedTerms, termOf, tokensOf } from './search.ts'

/** Firestore writes an index entry for each word. */
const maxWords = 400

type Searched = Pick<Person, 'username' | 'firstName' | 'lastName'>

const textsOf = ({ username, firstName, lastName }: Searched): string[] => [username, firstName, lastName]

/** The terms that a search finds a person by, of username, first and last name. */
export const personWords = (person: Searched): string[] =>
  storedTerms(tokensOf(textsOf(person))).slice(0, maxWords)

/** The search for people. `term` is stored in `words` of each person who may be found; undefined for a query without letters and digits. */
export const personSearch = (
  query: string,
): { term: string | undefined; finds: (person: Searched) => boolean } => {
  const tokens = queryTokens(query)
  return { term: termOf(tokens), finds: (person) => isFoundBy(tokens, tokensOf(textsOf(person))) }
}

/** A person's preferences, with the usual value for each one that the person has not chosen. */
const withUsual = (chosen: PreferencesChange = {}) => ({
  ...usualPreferences,
  ...chosen,
  mail: { ...usualPreferences.mail, ...chosen.mail },
})

/**
 * A person's own profile as the API gives it.
 *
 * @param account what only the person's token knows
 * @param role from access/{uid}
 */
export const presentProfile = (
  person: Person,
  account: Pick<Profile, 'email' | 'emailVerified'>,
  role: AccessDocument['role'],
): Profile => ({
  ...person,
  interests: person.interests ?? [],
  preferences: withUsual(person.preferences),
  avatarVersion: person.avatarVersion ?? null,
  email: account.email,
  emailVerified: account.emailVerified,
  role,
})

/**
 * A person as the API gives them to admins.
 *
 * @param account what only Firebase Auth knows: the address and the last sign-in, RFC 3339
 */
export const presentUser = (
  person: Person & { unreadable?: true },
  { role, suspended }: AccessDocument,
  account: { email?: string | undefined; lastSignInAt?: string | undefined } = {},
): User => ({
  ...person,
  role,
  suspended,
  ...(account.email && { email: account.email }),
  ...(account.lastSignInAt && { lastSignInAt: account.lastSignInAt }),
})

/**
 * A person in place of a profile that cannot be read, or that is missing.
 *
 * @param fields the fields of the profile that can be read
 * @param names its names as stored, of any type
 */
export const repairPerson = (
  uid: string,
  fields: Partial<Person> = {},
  names: { firstName?: unknown; lastName?: unknown } = {},
): Person => {
  const repair = (name: unknown) => (typeof name === 'string' ? repairName(name) : '')
  return {
    username: 'unreadable-profile',
    createdAt: '1970-01-01T00:00:00.000Z',
    updatedAt: '1970-01-01T00:00:00.000Z',
    state: 'active',
    ...fields,
    uid,
    firstName: repair(names.firstName) || 'Unreadable',
    lastName: repair(names.lastName) || (names.lastName === '' && repair(names.firstName) ? '' : 'profile'),
  }
}

/** A person in the form for organisers. A person who left has the name of a former member. */
export const presentAttendee = (person: Person | undefined) =>
  person
    ? {
        username: person.username,
        name: fullName(person),
        avatarVersion: person.avatarVersion ?? null,
      }
    : { username: formerMember.uid, name: formerMember.name, avatarVersion: null }
