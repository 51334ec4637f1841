import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from '@google-cloud/functions-framework'
import { type Operation, xlsxType } from '../contract/operation.ts'
import { config } from '../server/config.ts'
import { sign } from '../server/hmac.ts'
import { describeError, type Log } from '../server/log.ts'
import { toProblem } from '../server/problem.ts'
import type { CalendarReply, CsvReply, Reply, WebpReply, XlsxReply } from './reply.ts'

export const allowOrigin = (request: Request, response: Response) => {
  response.vary('Origin')
  const origin = request.headers.origin
  if (!origin || !config.allowedOrigins.has(origin)) return
  response.set('Access-Control-Allow-Origin', origin)
  response.set('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After')
}

export const sendPreflight = (response: Response) =>
  response
    .set('Access-Control-Allow-Methods', 'GET, POST, PATCH, PUT, DELETE')
    .set(
      'Access-Control-Allow-Headers',
      'Authorization, Content-Type, Idempotency-Key, X-Firebase-AppCheck, traceparent',
    )
    .set('Access-Control-Max-Age', '7200')
    .status(204)
    .end()

/** People upload pictures. These headers stop a browser from running one as a page, even when it is opened by its address. */
const sendPicture = (response: Response, { bytes, maxAgeSeconds }: WebpReply) =>
  response
    .type('image/webp')
    .set('Cache-Control', `public, max-age=${maxAgeSeconds}`)
    .set('X-Content-Type-Options', 'nosniff')
    .set('Content-Security-Policy', "default-src 'none'; sandbox")
    .set('Cross-Origin-Resource-Policy', 'cross-origin')
    .send(Buffer.from(bytes))

const sendCalendar = (response: Response, { text, maxAgeSeconds }: CalendarReply) => {
  if (maxAgeSeconds > 0) response.set('Cache-Control', `public, max-age=${maxAgeSeconds}`)
  response
    .type('text/calendar; charset=utf-8')
    .set('Content-Disposition', 'attachment; filename="labseat.ics"')
    .set('X-Content-Type-Options', 'nosniff')
    .send(text)
}

/** The first part, and then every part. A failure before the first part is still answered as a problem. */
const withFirst = async (parts: AsyncIterable<string>): Promise<AsyncIterable<string>> => {
  const iterator = parts[Symbol.asyncIterator]()
  const first = await iterator.next()
  return (async function* () {
    if (first.done) return
    yield first.value
    yield* { [Symbol.asyncIterator]: () => iterator }
  })()
}

/** A failure in between ends the connection, because a client must not take the half for the whole. */
const sendTable = async (response: Response, reply: CsvReply | XlsxReply): Promise<void> => {
  const parts =
    reply.format === 'csv' && typeof reply.text !== 'string' ? await withFirst(reply.text) : undefined
  if (reply.fileName) response.attachment(reply.fileName)
  if (reply.format === 'xlsx') return void response.type(xlsxType).send(Buffer.from(reply.bytes))
  response.type('text/csv; charset=utf-8')
  if (parts) await pipeline(Readable.from(parts), response)
  else response.send(reply.text)
}

/** Sends what the operation declares: fields that its schema doesn't name are left out. */
export const sendReply = async (response: Response, operation: Operation, reply: Reply): Promise<void> => {
  response.status(reply.status).set('Cache-Control', 'private, no-store')
  if (reply.format === 'webp') return void sendPicture(response, reply)
  if (reply.format === 'calendar') return void sendCalendar(response, reply)
  if (reply.format === 'csv' || reply.format === 'xlsx') return sendTable(response, reply)
  // The address may have a token, which no other page may learn.
  if (reply.format === 'redirect')
    return void response.set('Location', reply.to).set('Referrer-Policy', 'no-referrer').end()
  const schema = operation.responses[reply.status]
  if (reply.format === 'json' && schema) response.json(schema.parse(reply.body))
  else response.end()
}

/** Where a request comes from: the client's address, and the person of its token once that is verified. */
export type Origin = { address: string | undefined; uid?: string }

/** Refusals that show guessing, a stolen session or a flood. Their log lines say who and from where. */
const suspectStatuses: ReadonlySet<number> = new Set([401, 403, 429])

/** A keyed hash groups the lines of one person or address, and names neither. After a rotation of the key new groups begin. */
const hashOf = (kind: 'person' | 'address', text: string): string =>
  sign(`refused ${kind}\n${text}`).toString('base64url').slice(0, 16)

const describeOrigin = ({ uid, address }: Origin): Record<string, string> => ({
  ...(uid && { who: hashOf('person', uid) }),
  ...(address && { from: hashOf('address', address) }),
})

/** Turns any error into an RFC 9457 problem. Only a 5xx logs the error itself. */
export const sendProblem = (
  response: Response,
  error: unknown,
  requestId: string,
  log: Log,
  origin: Origin,
): void => {
  const problem = toProblem(error)
  const isFault = problem.status >= 500
  const isSuspect = suspectStatuses.has(problem.status)
  log(isFault ? 'ERROR' : isSuspect ? 'NOTICE' : 'INFO', isFault ? 'Request failed' : 'Request refused', {
    problem: problem.code,
    ...(isSuspect && describeOrigin(origin)),
    ...(isFault && describeError(error)),
  })
  if (response.headersSent) return
  if (problem.retryAfter) response.set('Retry-After', String(problem.retryAfter))
  response
    .status(problem.status)
    .type('application/problem+json')
    .set('Cache-Control', 'no-store')
    .send(JSON.stringify(problem.toBody(requestId)))
}
