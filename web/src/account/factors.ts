import { startSession } from '../lib/session.ts'
import { askToSignInAgain } from '../lib/sign-in-again.ts'
import { t } from '../locales/sign-in.ts'
import { formatDay, ownZone } from '../ui/time.ts'
import { codeOf, factorFailureOf } from './reasons.ts'
import { fetchWays } from './use-ways.ts'
import type { MultiFactorInfo } from './ways.ts'

export type FactorKind = 'totp' | 'phone'

/** The kinds that Identity Platform takes here (deploy/environments.yaml). */
export const offeredFactors: readonly string[] = (import.meta.env.VITE_SECOND_FACTORS ?? 'totp,phone').split(
  ',',
)

export const isApp = ({ factorId }: MultiFactorInfo): boolean => factorId === 'totp'

export const readFactors = async () => {
  const [{ auth }, ways] = await Promise.all([startSession(), fetchWays()])
  return { auth, ways, factors: ways.multiFactor(auth.currentUser!) }
}

export const throwFailure = (error: unknown): never => {
  throw factorFailureOf(error)
}

/** Firebase changes factors only after a recent sign-in, too. */
export const withRecentSignIn = <T>(change: () => Promise<T>): Promise<T> =>
  change().catch(async (error: unknown) => {
    if (codeOf(error) !== 'auth/requires-recent-login' || !(await askToSignInAgain()))
      throw factorFailureOf(error)
    return change().catch(throwFailure)
  })

/** The last digits of a phone: Firebase hides the others at a sign-in. */
export const digitsOf = (factor: MultiFactorInfo): string =>
  (factor as MultiFactorInfo & { phoneNumber?: string }).phoneNumber?.slice(-4) ?? ''

/** The day on which a factor was added: a person may have two apps. */
export const dayOf = ({ enrollmentTime }: MultiFactorInfo): string =>
  formatDay(new Date(enrollmentTime).toISOString(), ownZone())

export const describeFactor = (factor: MultiFactorInfo): string =>
  isApp(factor) ? t('factor.app', { day: dayOf(factor) }) : t('factor.phone', { digits: digitsOf(factor) })
