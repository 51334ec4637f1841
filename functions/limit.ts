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

/** A document of `limits`. Its id is an HMAC, so it reveals no address. */
export const limitRef = (what: string, who: string) =>
  db.doc(
    `limits/${createHmac('sha256', config.hmacKey)
      .update(JSON.stringify([what, who]))
      .digest('hex')}`,
  )

/** Epoch milliseconds until which a key is refused. During a flood it saves one read a request. */
const refusedUntil = new Map<string, number>()
const maxKeys = 10_000

const count = async (what: string, who: string, limit: Limit): Promise<number> => {
  const ref = limitRef(what, who)
  const known = (refusedUntil.get(ref.id) ?? 0) - Date.now()
  if (known > 0) return known
  return retryOnConflict(async () => {
    const snapshot = await ref.get()
    const now = Date.now()
    const taken = takeToken(limit, (snapshot.get('expiresAt') as Timestamp | undefined)?.toMillis(), now)
    if ('waitMs' in taken) {
      if (refusedUntil.size >= maxKeys) refusedUntil.clear()
      refusedUntil.set(ref.id, now + taken.waitMs)
      return taken.waitMs
    }
    // A full bucket needs no document, so `expiresAt` is the time when the bucket is full and also the TTL.
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
 * Counts one request of `who` over all instances, in one document a key (domain/rate.ts has the algorithm). When Firestore doesn't respond,
 * or other instances win every retry, it logs a warning and lets the request through.
 *
 * @throws Problem `rate-limited`
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

/** Counts in this instance only. For operations under peak load, where another read and write would double the cost. @throws Problem `rate-limited` */
export const limitHere = (what: string, who: string, limit: Limit): void => {
  const now = Date.now()
  if (buckets.size >= maxKeys) for (const [key, fullAt] of buckets) if (fullAt <= now) buckets.delete(key)
  const key = `${what} ${who}`
  const taken = takeToken(limit, buckets.get(key), now)
  if ('waitMs' in taken) throw rateLimited(taken.waitMs)
  buckets.set(key, taken.fullAt)
}

/** The first 64 bits of an IPv6 address. A subscriber has at least one /64 network and can use every address in it. */
const networkOf = (from: string): string => {
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
 * The client's address. Each Google front end appends its caller's address to X-Forwarded-For, so only entries counted from the end are
 * trusted: the last is the gateway (ESPv2 appends nothing), the one before it is the client. A client can forge the entries further left.
 * Locally there is no gateway: it is the last entry, or the connection's address.
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
  return networkOf(entries.at(-hops) ?? entries[0] ?? connection ?? 'unknown')
}

/** Applies the limit that the operation declares. @throws Problem `rate-limited` */
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
