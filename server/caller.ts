import type { Role } from '../contract/people.ts'

/** Who is calling, as the token and access/{uid} say. */
export type Caller = {
  uid: string
  role: Role
  email: string | null
  emailVerified: boolean
  /** The display name in the token; empty for who has none. */
  name: string
  /** When they signed in: seconds since 1970. */
  signedInAt: number
}
