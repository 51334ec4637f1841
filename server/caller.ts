import type { Role } from '../contract/people.ts'

/** The person who calls, from the token and access/{uid}. */
export type Caller = {
  uid: string
  role: Role
  email: string | null
  emailVerified: boolean
  /** The display name in the token; empty if there is none. */
  name: string
  /** Time of the sign-in, in seconds since 1970. */
  signedInAt: number
}
