import { createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { isIPv6 } from 'node:net'
import type { Limit, Operation } from '../contract/operation.ts'
import { takeToken } from '../domain/rate.ts'
import { inTurn } from '../server/concurrency.ts'
import { config } from '../server/config.ts'
import { db, Timestamp } from '../server/documents.ts'
import { describeError, type Log } from '../server/log.ts'
import { grpc, hasGrpcCode, Problem } from '../server/problem.ts'
import { retryOnConflict } from '../server/retry-on-conflict.ts'

const rateLimited = (wait: number) => {
  const seconds = Math.ceil(wait / 1000)
  return new Problem(
    'rate-limited',
    `That was too often. Nothing was changed: try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    { retryAfter: seconds },
  )
}

/** A document of `limits`: no address and no e-mail can be read from its id. */
export const limitRef = (what: string, who: string) =>
  db.doc(
    `limits/${createHmac('sha256', config.hmacKey)
      .update(JSON.stringify([what, who]))
      .digest('hex')}`,
  )

/** Until when a key is known to be refused: a flood costs one read, not one a request. */
const refusedUntil = new Map<string, number>()
const remembered = 10_000

const count = async (what: string, who: string, limit: Limit): Promise<number> => {
  const ref = limitRef(what, who)
  const known = (refusedUntil.get(ref.id) ?? 0) - Date.now()
  if (known > 0) return known
  return retryOnConflict(async () => {
    const snapshot = await ref.get()
    const now = Date.now()
    const taken = takeToken(limit, (snapshot.get('expiresAt') as Timestamp | undefined)?.toMillis(), now)
    if ('waitMs' in taken) {
      if (refusedUntil.size >= remembered) refusedUntil.clear()
      refusedUntil.set(ref.id, now + taken.waitMs)
      return taken.waitMs
    }
    // When the bucket is full again the document says nothing any more: the moment kept is also when TTL may delete it.
    const bucket = { expiresAt: Timestamp.fromMillis(taken.fullAt) }
    await (snapshot.exists
      ? ref.update(bucket, { lastUpdateTime: snapshot.updateTime! })
      : ref.create(bucket)
    ).catch((error: unknown) => {
      throw hasGrpcCode(error, grpc.alreadyExists, grpc.notFound)
        ? Object.assign(new Error('another instance counted first'), { code: grpc.aborted })
        : error
    })
    return 0
  })
}

/**
 * Counts one request of `who` over all instances, in one document a key (domain/rate.ts has the algorithm), and throws `rate-limited`
 * when it is one too many. What can't be counted, because Firestore doesn't answer or others always came first, is let through and logged.
 */
export const limitEverywhere = async (what: string, who: string, limit: Limit, log: Log): Promise<void> => {
  // In turn, so that only other instances can conflict.
  const wait = await inTurn(`limits/${JSON.stringify([what, who])}`, () =>
    count(what, who, limit).catch((error: unknown) => {
      log('WARNING', 'A request could not be counted and was let through.', { what, ...describeError(error) })
      return 0
    }),
  )
  if (wait > 0) throw rateLimited(wait)
}

const buckets = new Map<string, number>()

/** Counts in this instance alone: for what is called in a rush, where a read and a write more would cost as much as the work itself. */
export const limitHere = (what: string, who: string, limit: Limit): void => {
  const now = Date.now()
  if (buckets.size >= remembered) for (const [key, fullAt] of buckets) if (fullAt <= now) buckets.delete(key)
  const key = `${what} ${who}`
  const taken = takeToken(limit, buckets.get(key), now)
  if ('waitMs' in taken) throw rateLimited(taken.waitMs)
  buckets.set(key, taken.fullAt)
}

/** The first 64 bits of an IPv6 address: what one subscriber has, and draws as many addresses from as they like. */
const network = (from: string): string => {
  const address = from.replace(/^::ffff:(?=[\d.]+$)/i, '')
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const groups = (text: string) => text.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  const whole = [...groups(head), ...Array(Math.max(0, missing)).fill('0'), ...groups(tail ?? '')]
  return whole
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * Where a request comes from. Each of Google's front ends appends to X-Forwarded-For whom it heard from, so the entries that can be
 * trusted are counted from the end: the last is the gateway (ESPv2 adds none of its own), the one before it the client. What a client
 * wrote itself stands further left. Locally no gateway stands between: the last entry, or else the connection's own address.
 */
export const addressOf = (
  headers: IncomingHttpHeaders,
  connection: string | undefined,
  hops = config.forwardedHops,
): string => {
  const entries = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
  return network(entries.at(-hops) ?? entries[0] ?? connection ?? 'unknown')
}

/** Holds a call to the limit that its operation declares. */
export const withinLimit = async (
  { id, limit }: Operation,
  from: { address: string; uid: string | undefined },
  log: Log,
): Promise<void> => {
  if (!limit) return
  const scaled = { max: limit.max * config.limitFactor, seconds: limit.seconds }
  if (limit.by === 'person') limitHere(id, from.uid!, scaled)
  else await limitEverywhere(id, from.address, scaled, log)
}
