import { Refused, Rejected, Unreachable } from '../platform.ts'

/** An error that AWS itself returned: its code, and the part of its message that is safe to show. */
export type AwsError = { code: string; status: number; message: string }

const throttlingCodes =
  /^(?:Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|RequestThrottled|BandwidthLimit|LimitExceeded$)/
/** Names that the SDK or Node.js gives to a response that is not from AWS, or cannot be parsed. */
const localErrorNames = /^(?:\d+|Unknown\w*|\w*Exception$|Error|\w+Error)$/

type ThrownBySdk = {
  name?: unknown
  Code?: unknown
  message?: unknown
  $metadata?: { httpStatusCode?: number }
}

/** The sentence that names the missing permission. The rest of a message may repeat the request. At most 300 characters. */
const toSafeMessage = (message: unknown): string =>
  String(message)
    .match(
      /User: arn:[\w:/+=,.@-]+ is not authorized to perform: [\w:*]+(?: on resource: [\w:/+=,.@*-]+)?/,
    )?.[0]
    .slice(0, 300) ?? ''

/**
 * Reads what AWS returned to a failed call. Use its result in place of the thrown error, which may hold secrets: the error for a wrong
 * signature repeats the signed request.
 * @throws Unreachable where the error says nothing about the credentials
 */
export const readError = (error: unknown, signal: AbortSignal): AwsError => {
  if (signal.aborted) throw new Unreachable('AWS did not respond in time.')
  const { name, Code, message, $metadata } = error as ThrownBySdk
  const status = $metadata?.httpStatusCode ?? 0
  const code = String(Code ?? name)
  if (throttlingCodes.test(code) || status === 429)
    throw new Unreachable('AWS is throttling requests from this account.')
  if (status >= 500) throw new Unreachable('AWS has a problem.')
  if (status === 0) throw new Unreachable('AWS could not be reached.')
  if (status < 300 || (!Code && localErrorNames.test(code))) throw notAwsError()
  return { code, status, message: toSafeMessage(message) }
}

/** A captive portal or a proxy responded, for example. */
export const notAwsError = () => new Unreachable('The response did not come from AWS.')

export const isDenied = ({ code }: AwsError): boolean =>
  /^(?:AccessDenied(?:Exception)?|UnauthorizedOperation|Forbidden|403)$/.test(code)

/** Why GetCallerIdentity failed. */
export const toRejected = ({ code, message }: AwsError): Rejected => {
  switch (code) {
    case 'InvalidClientTokenId':
    case 'InvalidAccessKeyId':
    case 'AuthFailure':
    case 'UnrecognizedClientException':
      return new Rejected(
        'identity',
        'unknown-identity',
        'AWS does not know this access key. It was deleted or made inactive, belongs to another partition (GovCloud, China), or came with the wrong session token.',
        'accessKeyId',
      )
    case 'SignatureDoesNotMatch':
    case 'IncompleteSignature':
      return new Rejected(
        'identity',
        'wrong-secret',
        'The secret access key does not belong to this access key id. Copy both again, from the same line of the file from AWS.',
        'secretAccessKey',
      )
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'RequestExpired':
      return new Rejected(
        'identity',
        'expired',
        'These temporary credentials have expired. Get new ones.',
        'sessionToken',
      )
    default:
      return new Rejected(
        'identity',
        'refused',
        `AWS refuses these credentials (${code}).${message && ` ${message}`}`,
      )
  }
}

const credentialCodes =
  /^(?:InvalidAccessKeyId|InvalidClientTokenId|SignatureDoesNotMatch|ExpiredToken|InvalidToken)$/

/** @param action what was attempted: `list buckets` */
export const toRefused = (error: AwsError, action: string): Refused => {
  const { code, status, message } = error
  if (/^(?:NoSuchBucket|NotFound)$/.test(code)) return new Refused('not-found', 'This bucket does not exist.')
  if (/^BucketAlready/.test(code))
    return new Refused('taken', 'A bucket with this name already exists, in this account or in another one.')
  if (isDenied(error) || status === 401)
    return new Refused('not-permitted', `These credentials may not ${action}.${message && ` ${message}.`}`)
  if (credentialCodes.test(code))
    return new Refused('not-permitted', 'AWS no longer accepts these credentials. Check the account again.')
  return new Refused('invalid', `AWS refuses to ${action} (${code}).`)
}

/** Turns what the SDK throws into an error of the platform. @param action what was attempted: `list buckets` */
export const toPlatformError = (
  error: unknown,
  action: string,
  signal: AbortSignal,
): Refused | Unreachable => {
  if (error instanceof Unreachable || error instanceof Refused) return error
  if (error instanceof Rejected) return new Refused('not-permitted', error.message)
  try {
    return toRefused(readError(error, signal), action)
  } catch (unreachable) {
    return unreachable as Unreachable
  }
}
