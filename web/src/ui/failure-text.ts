import type { Failure } from '../lib/failure.ts'
import { type PlainKey, t } from '../locales/common.ts'

const ownTexts = {
  unreachable: 'unreachable.why',
  unclear: 'answer.unclear',
  broken: 'broken.here',
} as const satisfies Record<string, PlainKey>

/** The reason of a failure, as a text for people. */
export const failureText = ({ code, message }: Failure): string =>
  Object.hasOwn(ownTexts, code) ? t(ownTexts[code as keyof typeof ownTexts]) : message
