import { Failure, unreachable } from '../lib/failure.ts'
import { type PlainKey, t } from '../locales/sign-in.ts'

const reasons: ReadonlyMap<string, PlainKey> = new Map<string, PlainKey>([
  ['auth/invalid-credential', 'failed.invalidCredential'],
  ['auth/wrong-password', 'failed.invalidCredential'],
  ['auth/user-not-found', 'failed.invalidCredential'],
  ['auth/invalid-email', 'failed.invalidCredential'],
  ['auth/user-disabled', 'failed.disabled'],
  ['auth/too-many-requests', 'failed.tooManyTries'],
  ['auth/popup-blocked', 'failed.popupBlocked'],
  ['auth/account-exists-with-different-credential', 'failed.otherWay'],
  ['auth/operation-not-allowed', 'failed.notOffered'],
  ['auth/invalid-verification-code', 'failed.wrongCode'],
  ['auth/missing-verification-code', 'failed.wrongCode'],
  ['auth/code-expired', 'failed.oldCode'],
  ['auth/invalid-phone-number', 'failed.phone'],
  ['auth/missing-phone-number', 'failed.phone'],
  ['auth/second-factor-already-in-use', 'failed.phoneInUse'],
  ['auth/maximum-second-factor-count-exceeded', 'failed.tooManyFactors'],
  ['auth/unverified-email', 'failed.unverified'],
  ['auth/requires-recent-login', 'failed.notRecent'],
  ['auth/user-mismatch', 'failed.otherPerson'],
  ['auth/weak-password', 'failed.weakPassword'],
])

export const codeOf = (error: unknown): string => (error as { code?: string }).code ?? ''

/** Turns an error of Firebase into a failure that can be shown. An error without a known code counts as unreachable. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof Failure) return error
  const reason = reasons.get(codeOf(error))
  return reason ? new Failure('unauthenticated', t(reason)) : unreachable()
}

/** Identity Platform does not take this kind of factor here. The Auth emulator refuses the request of an app as invalid. */
const notOfferedCodes = new Set(['auth/operation-not-allowed', 'auth/invalid-argument'])

/** The same for a second factor. */
export const factorFailureOf = (error: unknown): Failure =>
  notOfferedCodes.has(codeOf(error))
    ? new Failure('unauthenticated', t('failed.factorNotOffered'))
    : failureOf(error)

/** The same for the code of an app, which a wrong clock makes wrong. */
export const appFailureOf = (error: unknown): Failure =>
  codeOf(error) === 'auth/invalid-verification-code'
    ? new Failure('unauthenticated', t('failed.wrongAppCode'))
    : factorFailureOf(error)
