import type { AccessDocument, Person, Profile } from '../../contract/people.ts'
import type { Caller } from '../guard.ts'

/** A person's own profile: the public part, and what only the token and access/{uid} know. */
export const profileOf = (
  person: Person,
  caller: Pick<Caller, 'email' | 'emailVerified'>,
  role: AccessDocument['role'],
): Profile => ({ ...person, email: caller.email, emailVerified: caller.emailVerified, role })
