import { Unreachable } from './platform.ts'

/** What AWS answered: its own code, and the words that may be shown. */
export type Answer = { code: string; status: number; words: string }

const throttled =
  /^(?:Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|RequestThrottled|BandwidthLimit|LimitExceeded$)/
/** Names that the library or the machine gives what is not an answer of AWS, or none that can be read. */
const notAnAnswer = /^(?:\d+|Unknown\w*|\w*Exception$|Error|\w+Error)$/

type Thrown = {
  name?: unknown
  Code?: unknown
  message?: unknown
  $metadata?: { httpStatusCode?: number }
}

/** Of AWS's words those alone that say who may not do what: they hold names. Others can hold what was sent. */
const wordsOf = (message: unknown): string =>
  String(message)
    .match(
      /User: arn:[\w:/+=,.@-]+ is not authorized to perform: [\w:*]+(?: on resource: [\w:/+=,.@*-]+)?/,
    )?.[0]
    .slice(0, 300) ?? ''

/**
 * What AWS said to a call that failed. Nothing of the error itself may go further: a wrong signature, for instance, comes with what was
 * signed. @throws Unreachable where it said nothing of the credentials
 */
export const answerOf = (error: unknown, signal: AbortSignal): Answer => {
  if (signal.aborted) throw new Unreachable('AWS did not answer in time.')
  const { name, Code, message, $metadata } = error as Thrown
  const status = $metadata?.httpStatusCode ?? 0
  const code = String(Code ?? name)
  if (throttled.test(code) || status === 429)
    throw new Unreachable('AWS takes no more requests of this account for now.')
  if (status >= 500) throw new Unreachable('AWS has trouble of its own.')
  if (status === 0) throw new Unreachable('AWS cannot be reached.')
  if (status < 300 || (!Code && notAnAnswer.test(code))) throw notAws()
  return { code, status, words: wordsOf(message) }
}

/** A proxy's page, for instance. */
export const notAws = () => new Unreachable('What answered in place of AWS was not AWS.')

export const isDenied = ({ code }: Answer): boolean =>
  /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|Forbidden|403)$/.test(code)
