import type { Role } from '../contract/people.ts'

/** The person who calls, from the token and access/{uid}. */
export type Caller = {
  uid: string
  role: Role
  email: string | null
  emailVerified: boolean
  /** The display name in the token; empty if there is none. */
  name: string
  /** Time when the person last proved who they are, in seconds since 1970. A session that continues after another one keeps its time. */
  signedInAt: number
  /** The kind of second factor of that sign-in: `phone`, `totp`. */
  secondFactor: string | undefined
}
