import type { WriteBatch } from '@google-cloud/firestore'
import { type CloudAccountDocument, cloudAccountDocument } from '../../contract/cloud-accounts.ts'
import { Rejected, type Verification } from '../clouds/platform.ts'
import { db, documents, FieldValue, toFields } from '../documents.ts'
import { queueMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { accountFailingNotice } from '../notify/notice-content.ts'
import { notFound } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { UnreadableSecret } from '../vault.ts'
import type { showing } from './live.ts'
import { openCredentials } from './secrets.ts'
import { check } from './verification.ts'

const hour = 3600_000
/** Once a day; not all of those that were connected together at once. */
export const nextCheck = (now: string): string =>
  new Date(Date.parse(now) + 24 * hour + Math.random() * hour).toISOString()

type Failure = NonNullable<CloudAccountDocument['failure']>
type Outcome = { verified: Verification } | { failure: Failure }

const outcomeOf = async (
  accountId: string,
  account: CloudAccountDocument,
  now: string,
  live: ReturnType<typeof showing>,
): Promise<Outcome> => {
  try {
    const credentials = await openCredentials(accountId, account)
    const verified = await check(account.platform, credentials, live)
    if (verified.scope.id === account.scope.id) return { verified }
    const detail = `These credentials now lead to ${verified.scope.id}, not to ${account.scope.id}.`
    return { failure: { step: 'identity', reason: 'other-account', detail, at: now } }
  } catch (error) {
    if (error instanceof Rejected) {
      const { step, reason, message } = error
      return { failure: { step, reason, detail: message, at: now } }
    }
    if (!(error instanceof UnreadableSecret)) throw error
    const detail = 'What is kept of its credentials does not open. Give them again.'
    return { failure: { step: 'format', reason: 'malformed', detail, at: now } }
  }
}

type Recheck = {
  accountId: string
  account: CloudAccountDocument
  /** Names the check, so that its owner is told of it once. */
  id: string
  now: string
  live: ReturnType<typeof showing>
  save: (batch: WriteBatch, thing: string, details: Record<string, string>) => Promise<unknown>
}

/**
 * Tries an account's kept credentials and keeps what came of it; its owner is told when they cease to work. What was rotated meanwhile
 * is left alone: it was verified then.
 *
 * @throws Unreachable, when nothing is known and nothing is changed
 */
export const recheck = async ({
  accountId,
  account,
  id,
  now,
  live,
  save,
}: Recheck): Promise<CloudAccountDocument> => {
  const outcome = await outcomeOf(accountId, account, now, live)
  return retryOnConflict(async () => {
    const snapshot = await documents.cloudAccount(accountId).get()
    const current = snapshot.data()
    if (!current) throw notFound('cloud account')
    if (current.fingerprint !== account.fingerprint) return current
    const batch = db.batch()
    const common = { checkedAt: now, nextCheckAt: nextCheck(now) }
    const change =
      'verified' in outcome
        ? { ...common, ...outcome.verified, works: true, verifiedAt: now, lastUsedAt: now }
        : { ...common, works: false }
    const failure = 'failure' in outcome ? outcome.failure : undefined
    batch.update(
      snapshot.ref,
      toFields(cloudAccountDocument, { ...change, failure: failure ?? FieldValue.delete() }),
      { lastUpdateTime: snapshot.updateTime! },
    )
    if (failure && current.works) {
      const content = accountFailingNotice({ id: accountId, name: current.name }, failure.detail)
      const notice = addNotice(batch, current.ownerId, `account-failing_${id}`, content, now)
      // Sent by the sweep, like all that is told of no event.
      queueMail(batch, documents.mails().doc().id, { kind: 'notices', items: [notice] }, now)
    }
    await save(batch, snapshot.ref.path, { outcome: failure ? failure.reason : 'works' })
    const { failure: _before, ...kept } = current
    return { ...kept, ...change, ...(failure && { failure }) }
  })
}
