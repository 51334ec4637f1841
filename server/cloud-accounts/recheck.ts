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
import type { LiveCheckWriter } from './live-check.ts'
import { openCredentials, unreadableDetail } from './secrets.ts'
import { verifyCredentials } from './verification.ts'

const hourMs = 3600_000
/** A day later, plus up to an hour at random: accounts connected together are not all checked together. */
export const nextCheckAt = (now: string): string =>
  new Date(Date.parse(now) + 24 * hourMs + Math.random() * hourMs).toISOString()

type Failure = NonNullable<CloudAccountDocument['failure']>
type Outcome = { verified: Verification } | { failure: Failure }

const tryCredentials = async (
  accountId: string,
  account: CloudAccountDocument,
  now: string,
  live: LiveCheckWriter,
): Promise<Outcome> => {
  try {
    const credentials = await openCredentials(accountId, account)
    const verified = await verifyCredentials(account.platform, credentials, live)
    if (verified.scope.id === account.scope.id) return { verified }
    const detail = `These credentials now belong to ${verified.scope.id}, not to ${account.scope.id}.`
    return { failure: { step: 'identity', reason: 'other-account', detail, at: now } }
  } catch (error) {
    if (error instanceof Rejected) {
      const { step, reason, message } = error
      return { failure: { step, reason, detail: message, at: now } }
    }
    if (!(error instanceof UnreadableSecret)) throw error
    return { failure: { step: 'format', reason: 'malformed', detail: unreadableDetail, at: now } }
  }
}

const toChange = (outcome: Outcome, now: string) => {
  const common = { checkedAt: now, nextCheckAt: nextCheckAt(now) }
  return 'verified' in outcome
    ? { ...common, ...outcome.verified, works: true, verifiedAt: now, lastUsedAt: now }
    : { ...common, works: false }
}

const addFailureNotice = (
  batch: WriteBatch,
  account: { id: string; name: string; ownerId: string },
  detail: string,
  checkId: string,
  now: string,
): void => {
  const content = accountFailingNotice({ id: account.id, name: account.name }, detail)
  const notice = addNotice(batch, account.ownerId, `account-failing_${checkId}`, content, now)
  // The sweep sends this mail, as it does for all notices without an event.
  queueMail(batch, documents.mails().doc().id, { kind: 'notices', items: [notice] }, now)
}

type Recheck = {
  accountId: string
  account: CloudAccountDocument
  /** Identifies the check. A redelivery does not notify the owner twice. */
  id: string
  now: string
  live: LiveCheckWriter
  save: (batch: WriteBatch, thing: string, details: Record<string, string>) => Promise<unknown>
}

/**
 * Checks an account's stored credentials and saves the outcome. Notifies the owner when they stop working. If the credentials were rotated
 * during the check, nothing is saved: the rotation verified the new ones.
 * @throws Unreachable, and changes nothing
 */
export const recheckAccount = async (recheck: Recheck): Promise<CloudAccountDocument> => {
  const { accountId, account, id, now, live, save } = recheck
  const outcome = await tryCredentials(accountId, account, now, live)
  return retryOnConflict(async () => {
    const snapshot = await documents.cloudAccount(accountId).get()
    const current = snapshot.data()
    if (!current) throw notFound('cloud account')
    if (current.fingerprint !== account.fingerprint) return current
    const batch = db.batch()
    const change = toChange(outcome, now)
    const failure = 'failure' in outcome ? outcome.failure : undefined
    batch.update(
      snapshot.ref,
      toFields(cloudAccountDocument, { ...change, failure: failure ?? FieldValue.delete() }),
      { lastUpdateTime: snapshot.updateTime! },
    )
    if (failure && current.works)
      addFailureNotice(batch, { ...current, id: accountId }, failure.detail, id, now)
    await save(batch, snapshot.ref.path, { outcome: failure ? failure.reason : 'works' })
    const { failure: _previousFailure, ...unchanged } = current
    return { ...unchanged, ...change, ...(failure && { failure }) }
  })
}
