import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Readable, Transform } from 'node:stream'
import { Firestore } from '@google-cloud/firestore'
import { Topic } from '@google-cloud/pubsub'

/**
 * Loaded before the functions (`node --import ./bench/meter.ts scripts/stack/functions.ts`), it counts what Firestore bills
 * (https://firebase.google.com/docs/firestore/pricing). It wraps the methods that every call of the library goes through:
 * - a read for each document that is fetched, also when it does not exist;
 * - a read for each document that a query returns, and one read for a query without results;
 * - a read for each thousand index entries that a count matches, and at least one;
 * - a write or a delete for each document of a commit that succeeds.
 * An unknown call throws, so that nothing stays uncounted.
 */
export type Tally = {
  reads: number
  writes: number
  deletes: number
  refusedCommits: number
  messages: number
}

type Commit = { writes?: { delete?: string | null }[] }
type Internals = {
  request: (method: string, request: Commit, ...otherArguments: unknown[]) => Promise<unknown>
  requestStream: (method: string, ...otherArguments: unknown[]) => Promise<Readable>
}

type Answer = Partial<Record<'found' | 'missing' | 'document', unknown>> & {
  result?: { aggregateFields?: Record<string, { integerValue?: string | number }> }
}

const none = (): Tally => ({ reads: 0, writes: 0, deletes: 0, refusedCommits: 0, messages: 0 })
let tally = none()
let busy = 0
let undelivered = 0

const internals = Firestore.prototype as unknown as Internals
const { request, requestStream } = internals

internals.request = async function (method, sent, ...otherArguments) {
  if (method !== 'commit') throw new Error(`The meter does not know what ${method} costs.`)
  busy++
  try {
    const answer = await request.call(this, method, sent, ...otherArguments)
    for (const write of sent.writes ?? []) write.delete ? tally.deletes++ : tally.writes++
    return answer
  } catch (error) {
    tally.refusedCommits++
    throw error
  } finally {
    busy--
  }
}

internals.requestStream = async function (method, ...otherArguments) {
  if (method !== 'batchGetDocuments' && method !== 'runQuery' && method !== 'runAggregationQuery')
    throw new Error(`The meter does not know what ${method} costs.`)
  const source = await requestStream.call(this, method, ...otherArguments)
  let documents = 0
  const counted = new Transform({
    objectMode: true,
    transform(chunk: Answer, _encoding, done) {
      if (chunk.found || chunk.missing || chunk.document) documents++
      for (const { integerValue } of Object.values(chunk.result?.aggregateFields ?? {}))
        documents += Math.ceil(Number(integerValue ?? 0) / 1000)
      done(null, chunk)
    },
    flush(done) {
      tally.reads += Math.max(1, documents)
      done()
    },
  })
  source.on('error', (error) => counted.destroy(error))
  return source.pipe(counted).pause()
}

const publishMessage = Topic.prototype.publishMessage as (...publishArguments: unknown[]) => Promise<string>
Topic.prototype.publishMessage = async function (this: Topic, ...publishArguments: unknown[]) {
  busy++
  try {
    const id = await publishMessage.apply(this, publishArguments)
    tally.messages++
    undelivered++
    return id
  } finally {
    busy--
  }
} as typeof Topic.prototype.publishMessage

subscribe('http.server.request.start', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
  const pushed = request.url?.startsWith('/projects/')
  busy++
  response.once('close', () => {
    busy--
    if (pushed && response.statusCode < 300) undelivered--
  })
})

/** Sends the counts since the last request, once no call is running and every published message has been handled. */
process.on('message', () => {
  const look = () => {
    if (busy > 0 || undelivered > 0) return void setTimeout(look, 10)
    process.send!(tally)
    tally = none()
    undelivered = 0
  }
  look()
})
process.on('disconnect', () => process.exit())
