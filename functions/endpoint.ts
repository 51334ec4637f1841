import { randomUUID } from 'node:crypto'
import type { Timestamp, WriteBatch, WriteResult } from '@google-cloud/firestore'
import type { Request, Response } from '@google-cloud/functions-framework'
import * as z from 'zod'
import type { Activity } from '../contract/activity.ts'
import type { Access, Operation } from '../contract/operation.ts'
import { fieldProblemsOf } from '../contract/validation-issues.ts'
import type { Caller } from '../server/caller.ts'
import { type AddWrites, commitBatched } from '../server/commit-batched.ts'
import { config } from '../server/config.ts'
import { documents } from '../server/documents.ts'
import { describeError, type Log, logger } from '../server/log.ts'
import { grpc, hasGrpcCode, invalidInput, Problem, toProblem } from '../server/problem.ts'
import { guard } from './guard.ts'
import { type Answered, idempotency } from './idempotency.ts'
import { addressOf, withinLimit } from './limit.ts'
import { bodyOf } from './request-body.ts'

/** The largest body taken, in bytes. */
const largest = 1024 * 1024

type Read<S> = S extends z.ZodType ? z.output<S> : undefined
type CallerOf<A extends Access> = A extends 'public' | 'runner'
  ? undefined
  : A extends 'recognised'
    ? Caller | undefined
    : Caller
type AnswerOf<S, Schema> = S extends number
  ? Schema extends z.ZodType
    ? { status: S; body: z.input<Schema>; csv?: string; maxAge?: number }
    : { status: S }
  : never
type Answers<O extends Operation> = {
  [S in keyof O['answers']]: AnswerOf<S, O['answers'][S]>
}[keyof O['answers']]

/** What a handler is given. */
export type Context<O extends Operation> = {
  params: Read<O['params']>
  query: Read<O['query']>
  body: Read<O['body']>
  caller: CallerOf<O['access']>
  /** RFC 3339, one moment for the whole request. */
  now: string
  requestId: string
  log: Log
  /** True where the client asks for text/csv and the operation has it. */
  wantsCsv: boolean
  /** Commits the batch of a change with the record of who did it, and hands that to the log once the change stands. */
  commit: (
    batch: WriteBatch,
    thing: string,
    actorId?: string,
    details?: Activity['details'],
  ) => Promise<WriteResult[]>
  /** The same for what may be tried twice, in one commit with the requests of the same moment (commit-batched.ts). */
  commitTogether: (fill: AddWrites, thing: string) => Promise<Timestamp>
  /** Writes the answer under the request's Idempotency-Key into the batch of the change. */
  once: (batch: WriteBatch, answer: Answered) => void
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** `/v1/events/{eventId}` as a pattern with named groups. */
const pattern = (path: string) =>
  new RegExp(
    `^${path
      .split(/\{(\w+)\}/)
      .map((part, index) => (index % 2 ? `(?<${part}>[^/]+)` : escaped(part)))
      .join('')}$`,
  )

const parsed = <S extends z.ZodType | undefined>(schema: S, value: unknown): Read<S> => {
  if (!schema) return undefined as Read<S>
  const result = schema.safeParse(value)
  if (result.success) return result.data as Read<S>
  throw invalidInput(fieldProblemsOf(result.error))
}

/** Half of a surrogate pair is no text: Firestore can't keep it, and I-JSON (RFC 7493, 2.1) has none. */
const wellFormed = (_key: string, value: unknown) => {
  if (typeof value === 'string' && !value.isWellFormed()) throw new SyntaxError('half of a surrogate pair')
  return value
}

/** The body as JSON; an operation without one takes nothing, or `{}`. */
const readBody = (operation: Operation, request: Request): { json: unknown; bytes: Buffer } => {
  const { type, encoding, bytes } = bodyOf(request)
  if (bytes.length > largest)
    throw new Problem('too-large', 'A request has at most 1 MiB. Nothing was changed.')
  if (bytes.length === 0 && !operation.body) return { json: {}, bytes }
  if (encoding && encoding !== 'identity')
    throw new Problem('unsupported-media-type', 'Send the body without Content-Encoding.')
  if (operation.takesForm && /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i.test(type))
    return { json: {}, bytes }
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Problem('unsupported-media-type', 'Send the body as application/json.')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { json: JSON.parse(text, wellFormed), bytes }
  } catch {
    throw invalidInput([{ path: '', message: 'This is not JSON.' }])
  }
}

const decoded = (params: Record<string, string>): Record<string, string> => {
  try {
    return Object.fromEntries(
      Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]),
    )
  } catch {
    throw invalidInput([{ path: '', message: 'The address is not well-formed.' }])
  }
}

const allowOrigin = (request: Request, response: Response) => {
  response.vary('Origin')
  const origin = request.headers.origin
  if (!origin || !config.allowedOrigins.has(origin)) return
  response.set('Access-Control-Allow-Origin', origin)
  response.set('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After')
}

const preflight = (response: Response) =>
  response
    .set('Access-Control-Allow-Methods', 'GET, POST, PATCH, PUT, DELETE')
    .set('Access-Control-Allow-Headers', 'Authorization, Content-Type, Idempotency-Key')
    .set('Access-Control-Max-Age', '7200')
    .status(204)
    .end()

/** A picture of somebody's: shown as one and as nothing else, even when opened by its address. */
const picture = (response: Response, bytes: Uint8Array) =>
  response
    .type('image/webp')
    .set('X-Content-Type-Options', 'nosniff')
    .set('Content-Security-Policy', "default-src 'none'; sandbox")
    .set('Cross-Origin-Resource-Policy', 'cross-origin')
    .send(Buffer.from(bytes))

const noBody = z.strictObject({})

/**
 * An HTTP function: guard → parse → run → answer, and the only place that turns an error into an answer.
 * It answers what the operation declares and nothing more: fields the schema doesn't name are left out.
 *
 * @param ahead what the handler reads first whoever calls, asked for in the same call to Firestore as the caller's access
 */
export const endpoint = <O extends Operation, const A extends Answers<O>, R>(
  operation: O,
  handler: (context: Context<O> & { ahead: Promise<R> }) => Promise<A>,
  ahead?: (params: NonNullable<Read<O['params']>>) => Promise<R>,
) => {
  const path = pattern(operation.path)
  // Whoever writes also publishes what it did: load the publisher while the instance starts, not in the first request.
  const publisher = operation.method === 'get' ? undefined : import('../server/publish.ts')

  return async (request: Request, response: Response): Promise<void> => {
    const requestId = randomUUID()
    const log = logger(request.headers, { function: operation.id, requestId })
    const did: Activity[] = []
    let published: Promise<void> | undefined
    response.set('X-Request-Id', requestId)
    allowOrigin(request, response)
    try {
      if (request.method === 'OPTIONS') return void preflight(response)
      if (request.method.toLowerCase() !== operation.method)
        throw new Problem('method-not-allowed', `This function takes ${operation.method.toUpperCase()}.`)
      const address = new URL(request.originalUrl, 'http://localhost')
      const place = path.exec(address.pathname)
      if (!place) throw new Problem('not-found', 'There is no such address.')

      let reading: Promise<R> | undefined
      const caller = await guard(operation, request.headers, () => {
        const early = operation.params?.safeParse(place.groups)
        if (early?.success) reading = ahead?.(early.data as NonNullable<Read<O['params']>>)
        // Who is refused never waits for it.
        reading?.catch(() => {})
      })
      const { json, bytes } = readBody(operation, request)
      const params = parsed(operation.params, decoded(place.groups ?? {}))
      const query = parsed(operation.query ?? noBody, Object.fromEntries(address.searchParams))
      const body = parsed(operation.body ?? noBody, json)

      await withinLimit(
        operation,
        { address: addressOf(request.headers, request.socket?.remoteAddress), uid: caller?.uid },
        log,
      )

      const now = new Date().toISOString()
      const changeOf = (thing: string, actorId = caller?.uid ?? 'nobody'): Activity => ({
        actorId,
        action: operation.id,
        thing,
        at: now,
        requestId,
      })
      const key = operation.idempotent && caller ? request.get('Idempotency-Key') : undefined
      const once = key && caller ? idempotency(operation, caller.uid, key, bytes, now) : undefined
      const answer = ((await once?.earlier()) ??
        (await handler({
          params,
          query,
          body,
          caller,
          now,
          requestId,
          log,
          wantsCsv:
            operation.csv === true && request.accepts(['application/json', 'text/csv']) === 'text/csv',
          async commit(batch: WriteBatch, thing: string, actorId?: string, details?: Activity['details']) {
            const change = { ...changeOf(thing, actorId), ...(details && { details }) }
            batch.set(documents.activity(requestId), change)
            const written = await batch.commit()
            did.splice(0, did.length, change)
            return written
          },
          async commitTogether(fill: AddWrites, thing: string) {
            const change = changeOf(thing)
            const written = await commitBatched((batch, arrival) => {
              fill(batch, arrival)
              batch.set(documents.activity(requestId), change)
            })
            // Beside what the handler publishes: in a rush a wait less.
            published = (await publisher)?.publishActivity([change])
            return written
          },
          once: (batch: WriteBatch, given: Answered) => once?.keep(batch, given),
          ahead: reading ?? ahead?.(params as NonNullable<Read<O['params']>>),
        } as unknown as Context<O> & { ahead: Promise<R> }).catch(async (error: unknown) => {
          // Two requests with one key at once: the other committed first, and its answer is this one's too.
          const first = hasGrpcCode(error, grpc.alreadyExists, grpc.failedPrecondition, grpc.aborted)
            ? await once?.earlier()
            : undefined
          if (!first) throw error
          return first
        }))) as Answered & { csv?: string; maxAge?: number }

      await published
      if (did.length > 0) await (await (publisher ?? import('../server/publish.ts'))).publishActivity(did)
      const cache = answer.maxAge ? `public, max-age=${answer.maxAge}` : 'private, no-store'
      response.status(answer.status).set('Cache-Control', cache)
      const schema = operation.answers[answer.status]
      if (answer.csv !== undefined) response.type('text/csv; charset=utf-8').send(answer.csv)
      else if (operation.image) picture(response, answer.body as Uint8Array)
      else if (schema) response.json(schema.parse(answer.body))
      else response.end()
    } catch (error) {
      const problem = toProblem(error)
      log(
        problem.status >= 500 ? 'ERROR' : 'INFO',
        problem.status >= 500 ? 'Request failed' : 'Request refused',
        {
          problem: problem.code,
          ...(problem.status >= 500 && describeError(error)),
        },
      )
      if (problem.retryAfter) response.set('Retry-After', String(problem.retryAfter))
      response
        .status(problem.status)
        .type('application/problem+json')
        .set('Cache-Control', 'no-store')
        .send(JSON.stringify(problem.toBody(requestId)))
    }
  }
}
