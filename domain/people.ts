import {
  type AccessDocument,
  formerMember,
  type Person,
  type PreferencesChange,
  type Profile,
  usualPreferences,
} from '../contract/people.ts'
import type { User } from '../contract/users.ts'
import { beginningsOf, wordsOf } from './search.ts'

/** Firestore writes an index entry for each word. */
const maxWords = 400

/** The words that a search finds a person by: the beginnings of username, first and last name. */
export const personWords = ({
  username,
  firstName,
  lastName,
}: Pick<Person, 'username' | 'firstName' | 'lastName'>): string[] =>
  [...new Set(beginningsOf(wordsOf([username, firstName, lastName].join(' '))))].slice(0, maxWords)

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
  person: Person,
  { role, suspended }: AccessDocument,
  account: { email?: string | undefined; lastSignInAt?: string | undefined } = {},
): User => ({
  ...person,
  role,
  suspended,
  ...(account.email && { email: account.email }),
  ...(account.lastSignInAt && { lastSignInAt: account.lastSignInAt }),
})

/** A person as the API gives them to organisers. A person who has left has the name of a former member. */
export const presentAttendee = (person: Person | undefined) =>
  person
    ? {
        username: person.username,
        name: `${person.firstName} ${person.lastName}`,
        avatarVersion: person.avatarVersion ?? null,
      }
    : { username: formerMember.uid, name: formerMember.name, avatarVersion: null }
