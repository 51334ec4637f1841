import {
  type AccessDocument,
  type Person,
  type PreferencesChange,
  type Profile,
  usualPreferences,
} from '../../contract/people.ts'
import type { Caller } from '../caller.ts'

const filled = (chosen: PreferencesChange = {}) => ({
  ...usualPreferences,
  ...chosen,
  mail: { ...usualPreferences.mail, ...chosen.mail },
})

/** A person's own profile: what people/{uid} keeps, with what only the token and access/{uid} know. */
export const profileOf = (
  person: Person,
  caller: Pick<Caller, 'email' | 'emailVerified'>,
  role: AccessDocument['role'],
): Profile => ({
  ...person,
  interests: person.interests ?? [],
  preferences: filled(person.preferences),
  avatarVersion: person.avatarVersion ?? null,
  email: caller.email,
  emailVerified: caller.emailVerified,
  role,
})
