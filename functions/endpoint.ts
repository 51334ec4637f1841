import { randomUUID } from 'node:crypto'
import type { WriteBatch } from '@google-cloud/firestore'
import type { Request, Response } from '@google-cloud/functions-framework'
import { type Operation, xlsxType } from '../contract/operation.ts'
import { createLogger, type Log } from '../server/log.ts'
import { grpc, hasGrpcCode } from '../server/problem.ts'
import { continueTrace, inTrace } from '../server/trace.ts'
import { type CallerOf, guard, readBearerToken } from './guard.ts'
import { idempotency } from './idempotency.ts'
import { addressOf, limitAddress, limitPerson } from './limit.ts'
import { addressMatcher, decodeParams, type Parsed, parseJsonBody, parseWith } from './parse-request.ts'
import { activityRecorder, type Commit, type CommitBatched } from './record-activity.ts'
import type { JsonReply, Reply, ReplyOf } from './reply.ts'
import { allowOrigin, type Origin, sendPreflight, sendProblem, sendReply } from './respond.ts'

/** The input of a handler. */
export type Context<O extends Operation, Prefetched = undefined> = {
  params: Parsed<O['params']>
  query: Parsed<O['query']>
  body: Parsed<O['body']>
  caller: CallerOf<O['access']>
  /** RFC 3339; the same for the whole request. */
  now: string
  requestId: string
  /** The caller's token; undefined without one. */
  idToken: string | undefined
  userAgent: string | undefined
  log: Log
  /** True when the client prefers text/csv and the operation declares it. */
  wantsCsv: boolean
  /** True when the client prefers a workbook and the operation declares it. */
  wantsXlsx: boolean
  commit: Commit
  commitBatched: CommitBatched
  /** Adds the reply to the batch of the change, under the request's Idempotency-Key. Without a key it does nothing. */
  saveReply: (batch: WriteBatch, reply: JsonReply) => void
  prefetched: Promise<Prefetched>
}

type Handler<O extends Operation, Prefetched> = (context: Context<O, Prefetched>) => Promise<ReplyOf<O>>
type Prefetch<O extends Operation, Prefetched> = (params: Parsed<O['params']>) => Promise<Prefetched>

/**
 * An HTTP function: limit → guard → parse → handle → respond. No other place turns an error into a response.
 *
 * @param prefetch reads what the handler needs, in the same call to Firestore as the caller's access
 */
export const endpointWithPrefetch = <O extends Operation, Prefetched>(
  operation: O,
  prefetch: Prefetch<O, Prefetched>,
  handler: Handler<O, Prefetched>,
) => {
  const matchAddress = addressMatcher(operation)
  // Writing operations publish their activity: load the publisher while the instance starts, not during its first request.
  const publisher = operation.method === 'get' ? undefined : import('../server/publish.ts')
  const loadPublisher = () => publisher ?? import('../server/publish.ts')

  const handle = async (request: Request, requestId: string, log: Log, origin: Origin): Promise<Reply> => {
    const address = matchAddress(request)
    await limitAddress(operation, origin.address, log)
    let prefetched: Promise<Prefetched> | undefined
    const caller = await guard<O['access']>(operation, request.headers, (uid) => {
      origin.uid = uid
      const early = operation.params?.safeParse(address.params)
      if (early?.success) prefetched = prefetch(early.data as Parsed<O['params']>)
      // Rejected callers don't wait for this read.
      prefetched?.catch(() => {})
    })
    const callerId = caller?.uid
    await limitPerson(operation, callerId, log)
    const { json, bytes } = parseJsonBody(operation, request)
    const params = parseWith<O['params']>(operation.params, decodeParams(address.params))
    const query = parseWith<O['query']>(operation.query, address.query)
    const body = parseWith<O['body']>(operation.body, json)

    const now = new Date().toISOString()
    const recorder = activityRecorder({ action: operation.id, callerId, now, requestId }, loadPublisher)
    const key = operation.idempotent && request.get('Idempotency-Key')
    const replies = key && callerId ? idempotency(operation, callerId, key, bytes, now) : undefined
    const formats = [
      'application/json',
      ...(operation.csv ? ['text/csv'] : []),
      ...(operation.xlsx ? [xlsxType] : []),
    ]
    const format = request.accepts(formats)
    const context: Context<O, Prefetched> = {
      params,
      query,
      body,
      caller,
      now,
      requestId,
      idToken: readBearerToken(request.headers),
      userAgent: request.get('User-Agent'),
      log,
      wantsCsv: format === 'text/csv',
      wantsXlsx: format === xlsxType,
      commit: recorder.commit,
      commitBatched: recorder.commitBatched,
      saveReply: (batch, reply) => replies?.save(batch, reply),
      prefetched: prefetched ?? prefetch(params),
    }
    const reply = (await replies?.find()) ?? (await handler(context).catch(replyOfWinner(replies)))
    await recorder.publishRecorded()
    return reply
  }

  return async (request: Request, response: Response): Promise<void> => {
    const requestId = randomUUID()
    const origin: Origin = { address: addressOf(request.headers, request.socket?.remoteAddress) }
    const log = createLogger({ function: operation.id, requestId })
    response.set('X-Request-Id', requestId)
    allowOrigin(request, response)
    if (request.method === 'OPTIONS') return void sendPreflight(response)
    await inTrace(
      continueTrace(request.headers),
      { name: operation.id, kind: 'server' },
      async (recordInSpan) => {
        try {
          await sendReply(response, operation, await handle(request, requestId, log, origin))
        } catch (error) {
          sendProblem(response, error, requestId, log, origin)
        }
        recordInSpan({ 'http.response.status_code': response.statusCode })
      },
    )
  }
}

/** Two requests with one key at the same time: the one that commits second replies what the first one saved. */
const replyOfWinner =
  (replies: ReturnType<typeof idempotency> | undefined) =>
  async (error: unknown): Promise<Reply> => {
    const isLostRace = hasGrpcCode(error, grpc.alreadyExists, grpc.failedPrecondition, grpc.aborted)
    const winner = isLostRace ? await replies?.find() : undefined
    if (!winner) throw error
    return winner
  }

/** An endpoint that prefetches nothing. */
export const endpoint = <O extends Operation>(operation: O, handler: Handler<O, undefined>) =>
  endpointWithPrefetch(operation, async () => undefined, handler)
