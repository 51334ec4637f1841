import type { Query, QuerySnapshot } from '@google-cloud/firestore'
import type { WaitingWork } from '../../contract/system.ts'
import { documents, Timestamp } from '../documents.ts'
import { readableData, readableDocs } from '../readable.ts'

/** A message that failed is delivered again within a minute, and its handler may take ten. */
const retriedWithinMs = 12 * 60_000
const maxRead = 100

const countOf = async <T>(query: Query<T>): Promise<number> => (await query.count().get()).data().count
const earliest = (...times: (string | null | undefined)[]): string | null =>
  times.filter((time) => time != null).sort()[0] ?? null

/** The first document of a query, if it can be read. */
const oldestOf = <T>({ docs }: QuerySnapshot<T>): T | undefined => readableDocs(docs.slice(0, 1))[0]?.data

/** Registrations that no settling has decided. */
export const waitingRegistrations = async (): Promise<WaitingWork> => {
  const pending = documents.registrationsGroup().where('pending', '==', true)
  const [count, oldest] = await Promise.all([countOf(pending), pending.orderBy('requestedAt').limit(1).get()])
  return { count, oldestAt: oldestOf(oldest)?.requestedAt ?? null }
}

/** E-mail that the mail server has not taken yet, and e-mail whose message is late. A digest that still collects does not wait. */
export const waitingMails = async (now: string): Promise<WaitingWork> => {
  const pending = documents.mails().where('state', '==', 'pending')
  const retried = pending.where('attempts', '>', 0)
  const late = pending.where('attempts', '==', 0).where('nextAt', '<=', Timestamp.fromDate(new Date(now)))
  const [retriedCount, lateCount, longest, latest] = await Promise.all([
    countOf(retried),
    countOf(late),
    retried.orderBy('attempts', 'desc').limit(1).get(),
    late.orderBy('nextAt').limit(1).get(),
  ])
  return {
    count: retriedCount + lateCount,
    oldestAt: earliest(oldestOf(longest)?.createdAt, oldestOf(latest)?.createdAt),
  }
}

/** Messages that failed lately and are delivered again. */
export const failingMessages = async (now: string): Promise<WaitingWork> => {
  const since = Timestamp.fromMillis(Date.parse(now) - retriedWithinMs)
  const failing = await documents.messageFailures().where('lastAt', '>=', since).limit(maxRead).get()
  const failures = readableDocs(failing.docs)
  const dead = await Promise.all(
    failures.map(async ({ snapshot: { id } }) => readableData(await documents.deadLetter(id).get())),
  )
  // A message that is dead, or that an admin replayed since its last failure, is not delivered any longer.
  const left = failures
    .map(({ data }) => data)
    .filter(({ lastAt }, index) => !dead[index] || (dead[index].endedAt ?? dead[index].lastAt) < lastAt)
  return { count: left.length, oldestAt: earliest(...left.map(({ firstAt }) => firstAt)) }
}

/** Messages that wait for an admin. */
export const waitingDeadLetters = async (): Promise<WaitingWork> => {
  const dead = documents.deadLetters().where('state', '==', 'dead')
  const [count, oldest] = await Promise.all([countOf(dead), dead.orderBy('lastAt').limit(1).get()])
  return { count, oldestAt: oldestOf(oldest)?.firstAt ?? null }
}

/** E-mail that was given up. A TTL policy deletes it after 30 days. */
export const countFailedMails = (): Promise<number> =>
  countOf(documents.mails().where('state', '==', 'failed'))
