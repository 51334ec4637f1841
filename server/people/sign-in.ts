import * as z from 'zod'
import { isRecentSignIn } from '../../domain/sign-in.ts'
import type { Caller } from '../caller.ts'
import { Problem } from '../problem.ts'

/** The claim `labseat` of a custom token. It names the sign-in that the session continues. */
export const continuedSignIn = z.object({ signedInAt: z.number(), secondFactor: z.string().optional() })

/** @throws Problem `recent-sign-in-required` */
export const requireRecentSignIn = ({ signedInAt }: Caller, now: string): void => {
  if (!isRecentSignIn(signedInAt, now))
    throw new Problem(
      'recent-sign-in-required',
      'Sign in again, then do this within 15 minutes. Nothing was changed.',
    )
}
