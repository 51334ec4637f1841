import type { Failure } from '../lib/failure.ts'
import { type PlainKey, t } from '../locales/common.ts'

const ownTexts = {
  unreachable: 'unreachable.why',
  unclear: 'answer.unclear',
  broken: 'broken.here',
} as const satisfies Record<string, PlainKey>

/** Why it failed, for the person who reads it. */
export const failureText = ({ code, message }: Failure): string =>
  code in ownTexts ? t(ownTexts[code as keyof typeof ownTexts]) : message
