import type { Query } from '@google-cloud/firestore'
import { maxEventsOf } from '../domain/quotas.ts'
import type { Caller } from './caller.ts'
import { config } from './config.ts'
import { documents, Timestamp } from './documents.ts'
import { Problem } from './problem.ts'

/** Requests at the same moment in other instances may exceed a quota by their number. */
const countOf = async (query: Query): Promise<number> => (await query.count().get()).data().count

/**
 * @param createdAt of the caller's account
 * @throws Problem `too-many-events` when the caller has the maximum number of drafts, or of published events that have not begun
 */
export const requireRoomForEvent = async (
  { uid, role }: Caller,
  createdAt: string,
  state: 'draft' | 'published',
  now: string,
): Promise<void> => {
  const mine = documents.events().where('ownerId', '==', uid).where('state', '==', state).orderBy('startsAt')
  if (state === 'draft') {
    if ((await countOf(mine)) < config.quotas.drafts) return
    throw new Problem(
      'too-many-events',
      `You have ${config.quotas.drafts} drafts, and more are not allowed. Publish or delete one of them first. Nothing was created.`,
    )
  }
  const max = maxEventsOf(config.quotas, { createdAt, role }, now)
  const upcoming = mine.where('startsAt', '>', Timestamp.fromDate(new Date(now)))
  if ((await countOf(upcoming)) < max) return
  const reason =
    max < config.quotas.events
      ? `A new account can have ${max} published events in its first ${config.quotas.newAccount.days} days. Save a draft and publish it later.`
      : `You have ${max} published events that have not begun, and more are not allowed. Wait until one has begun, or cancel one.`
  throw new Problem('too-many-events', `${reason} Nothing was published.`)
}

/** @throws Problem `too-many-accounts` */
export const requireRoomForAccount = async ({ uid }: Caller): Promise<void> => {
  const max = config.quotas.cloudAccounts
  if ((await countOf(documents.cloudAccounts().where('ownerId', '==', uid))) < max) return
  throw new Problem(
    'too-many-accounts',
    `You have connected ${max} cloud accounts, and more are not allowed. Remove one of them first. Nothing was saved.`,
  )
}

/** @throws Problem `too-many-clusters` when the caller has the maximum number of clusters in sandboxes */
export const requireRoomForSandbox = async ({ uid }: Pick<Caller, 'uid'>): Promise<void> => {
  const max = config.quotas.sandboxClusters
  const live = documents.clusters().where('ownerId', '==', uid).where('live', '==', true)
  const clusters = await live.select('platform').get()
  if (clusters.docs.filter((snapshot) => snapshot.get('platform') === 'sandbox').length < max) return
  throw new Problem(
    'too-many-clusters',
    `You have ${max} clusters in sandboxes, and more are not allowed. Destroy one of them first. No cluster was created.`,
  )
}
