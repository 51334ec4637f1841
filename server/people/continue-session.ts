import type * as z from 'zod'
import type { Caller } from '../caller.ts'
import { auth } from '../firebase-admin.ts'
import type { continuedSignIn } from './sign-in.ts'

/**
 * A token for a new session in place of the caller's. Firebase gives that session a new `auth_time` without asking for a password or a second
 * factor, so the token carries the earlier sign-in: somebody with a stolen session must not become a person who has just signed in.
 */
export const createContinuedSession = ({ uid, signedInAt, secondFactor }: Caller): Promise<string> => {
  const labseat: z.input<typeof continuedSignIn> = { signedInAt, ...(secondFactor && { secondFactor }) }
  return auth.createCustomToken(uid, { labseat })
}
