import type { Limit } from '../contract/limits.ts'
import { takeToken, tokenMsOf } from '../domain/rate.ts'
import { coalesced } from './concurrency.ts'
import { db, Timestamp } from './documents.ts'
import { sign } from './hmac.ts'
import { describeError, type Log } from './log.ts'
import { grpc, hasGrpcCode, Problem } from './problem.ts'
import { retryOnConflict } from './retry-on-conflict.ts'

/** A document of `limits`. Its id is an HMAC, so it reveals no address. After a rotation every count starts at zero. */
export const limitRef = (what: string, who: string) =>
  db.doc(`limits/${sign(JSON.stringify([what, who])).toString('hex')}`)

const toText = (seconds: number): string => {
  const [count, unit] =
    seconds > 2 * 3600
      ? [seconds / 3600, 'hour']
      : seconds > 2 * 60
        ? [seconds / 60, 'minute']
        : [seconds, 'second']
  const whole = Math.ceil(count)
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`
}

/** @param reason says what was done too often */
export const rateLimited = (waitMs: number, reason: string): Problem => {
  const seconds = Math.ceil(waitMs / 1000)
  return new Problem('rate-limited', `${reason} Nothing was changed. Try again in ${toText(seconds)}.`, {
    retryAfter: seconds,
  })
}

/** Without a bound, a flood from many addresses would fill the memory. */
const maxKeys = 10_000

/** A map of the keys that were set last. A key that falls out has its whole limit back, so forgetting refuses nobody. */
export const recentKeys = () => {
  const values = new Map<string, number>()
  return {
    get: (key: string): number | undefined => values.get(key),
    set: (key: string, value: number): void => {
      // A Map lists its keys in the order of insertion, so the first one is the oldest.
      values.delete(key)
      values.set(key, value)
      if (values.size > maxKeys) values.delete(values.keys().next().value!)
    },
  }
}

/** Epoch milliseconds until which a key is refused. During a flood it saves one read a request. */
const refusedUntil = recentKeys()

type Ref = ReturnType<typeof limitRef>
const fullAtOf = (snapshot: FirebaseFirestore.DocumentSnapshot) =>
  (snapshot.get('expiresAt') as Timestamp | undefined)?.toMillis()

type Call = { limit: Limit }

/** Takes a token for each call. @returns how long each call has to wait, in milliseconds; 0: it may go on */
const takeTokens = (ref: Ref, calls: readonly Call[]): Promise<number[]> =>
  retryOnConflict(async () => {
    const snapshot = await ref.get()
    const now = Date.now()
    const storedFullAt = fullAtOf(snapshot)
    let fullAt = storedFullAt
    const waits = calls.map(({ limit }) => {
      const taken = takeToken(limit, fullAt, now)
      if ('waitMs' in taken) return taken.waitMs
      fullAt = taken.fullAt
      return 0
    })
    const refused = waits.find((waitMs) => waitMs > 0)
    if (refused !== undefined) refusedUntil.set(ref.id, now + refused)
    if (fullAt === undefined || fullAt === storedFullAt) return waits
    // A full bucket needs no document, so `expiresAt` is the time when the bucket is full and also the TTL.
    const bucket = { expiresAt: Timestamp.fromMillis(fullAt) }
    await (snapshot.exists
      ? ref.update(bucket, { lastUpdateTime: snapshot.updateTime! })
      : ref.create(bucket)
    ).catch((error: unknown) => {
      throw hasGrpcCode(error, grpc.alreadyExists, grpc.notFound)
        ? Object.assign(new Error('another instance counted first'), { code: grpc.aborted })
        : error
    })
    return waits
  })

type Counting = { ref: Ref; calls: readonly Call[] }
/** Calls that arrive while their key is counted share the next commit. So only other instances can conflict, and a crowd costs few writes. */
const countTogether = coalesced<Counting, ReadonlyMap<Call, number>>(
  (waiting, next) => ({ ref: waiting.ref, calls: [...waiting.calls, ...next.calls] }),
  (_key, { ref, calls }) => {
    const done = takeTokens(ref, calls).then(
      (waits) => new Map(calls.map((call, index) => [call, waits[index]!])),
    )
    return { done, free: done }
  },
)

/**
 * Counts one call of `who` over all instances, in one document a key (domain/rate.ts has the algorithm). When Firestore doesn't respond,
 * or other instances win every retry, it logs a warning and lets the call through.
 *
 * @returns how long to wait, in milliseconds; 0: the call may go on
 */
export const countEverywhere = async (what: string, who: string, limit: Limit, log: Log): Promise<number> => {
  const ref = limitRef(what, who)
  const knownMs = (refusedUntil.get(ref.id) ?? 0) - Date.now()
  if (knownMs > 0) return knownMs
  const call: Call = { limit }
  try {
    return (await countTogether(ref.id, { ref, calls: [call] })).get(call)!
  } catch (error) {
    log('WARNING', 'A request could not be counted and was let through.', { what, ...describeError(error) })
    return 0
  }
}

/** How long the next call of `who` would have to wait, in milliseconds. Counts nothing. */
export const readWait = async (what: string, who: string, limit: Limit): Promise<number> => {
  const taken = takeToken(limit, fullAtOf(await limitRef(what, who).get()), Date.now())
  return 'waitMs' in taken ? taken.waitMs : 0
}

/** Takes back one call of `who` that `countEverywhere` counted. */
export const returnToken = (what: string, who: string, limit: Limit): Promise<void> =>
  retryOnConflict(async () => {
    const snapshot = await limitRef(what, who).get()
    const fullAt = fullAtOf(snapshot)
    if (fullAt === undefined) return
    const bucket = { expiresAt: Timestamp.fromMillis(fullAt - tokenMsOf(limit)) }
    await snapshot.ref.update(bucket, { lastUpdateTime: snapshot.updateTime! })
  })

/** Counts in this instance only. `take` returns how long to wait, in milliseconds; 0: the call may go on. `putBack` takes back one call. */
export const instanceCounter = () => {
  const buckets = recentKeys()
  const keyOf = (what: string, who: string) => `${what} ${who}`
  return {
    take: (what: string, who: string, limit: Limit): number => {
      const key = keyOf(what, who)
      const taken = takeToken(limit, buckets.get(key), Date.now())
      if ('waitMs' in taken) return taken.waitMs
      buckets.set(key, taken.fullAt)
      return 0
    },
    putBack: (what: string, who: string, limit: Limit): void => {
      const key = keyOf(what, who)
      const fullAt = buckets.get(key)
      if (fullAt !== undefined) buckets.set(key, fullAt - tokenMsOf(limit))
    },
  }
}
