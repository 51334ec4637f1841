import { errors } from 'jose'
import { Problem } from '../server/problem.ts'

/** Without Google's keys a token can be neither accepted nor refused, so the caller should try again. @throws Problem `unavailable` */
export const throwIfKeysUnavailable = (error: unknown): void => {
  if (error instanceof errors.JWKSTimeout || error instanceof TypeError)
    throw new Problem('unavailable', 'Google’s keys can’t be fetched. Try again in a few seconds.', {
      retryAfter: 5,
    })
}
