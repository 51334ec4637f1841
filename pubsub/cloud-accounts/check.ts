import type { WriteBatch } from '@google-cloud/firestore'
import type { Activity } from '../../contract/activity.ts'
import { type CloudAccountDocument, cloudAccountDocument } from '../../contract/cloud-accounts.ts'
import { startLiveCheck } from '../../server/cloud-accounts/live-check.ts'
import { recheckAccount } from '../../server/cloud-accounts/recheck.ts'
import { openVault } from '../../server/cloud-accounts/secrets.ts'
import { Unreachable } from '../../server/clouds/platform.ts'
import { documents, toFields } from '../../server/documents.ts'
import { describeError, type Log } from '../../server/log.ts'
import { publishActivity } from '../../server/publish.ts'
import { subscriber } from '../subscriber.ts'

/** Delay before another check when the provider does not respond. */
const retryAfterMs = 3600_000

/** Wraps the account's key with the new version after a rotation of the wrapping key. The owner has nothing to do. */
const rewrap = async (accountId: string, { ownerId }: CloudAccountDocument): Promise<void> => {
  const snapshot = await documents.cloudSecret(accountId).get()
  const stored = snapshot.data()
  const rewrapped = stored && (await (await openVault()).rewrap(stored, { ownerId, accountId }))
  if (rewrapped) await snapshot.ref.update(rewrapped, { lastUpdateTime: snapshot.updateTime! })
}

/** Checks one account's credentials if a check is due. Two simultaneous checks are harmless. */
export const checkAccount = async (accountId: string, now: string, id: string, log: Log): Promise<void> => {
  const account = (await documents.cloudAccount(accountId).get()).data()
  if (!account || account.disabled || account.nextCheckAt > now) return
  const logWarning = (what: string) => (error: unknown) =>
    log('WARNING', what, { accountId, ...describeError(error) })
  await rewrap(accountId, account).catch(logWarning('The key of a secret could not be rewrapped.'))

  const save = async (batch: WriteBatch, thing: string, details: Record<string, string>) => {
    const activity: Activity = {
      actorId: 'system',
      action: 'cloud-accounts-check',
      thing,
      at: now,
      requestId: id,
      details,
    }
    batch.set(documents.activity(`cloud-accounts-check_${accountId}_${id}`), activity)
    await batch.commit()
    await publishActivity([activity])
  }
  try {
    await recheckAccount({
      accountId,
      account,
      id,
      now,
      live: startLiveCheck(account.ownerId, undefined, log),
      save,
    })
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    log('WARNING', 'A cloud account could not be checked.', { accountId, reason: error.message })
    const later = new Date(Date.parse(now) + retryAfterMs).toISOString()
    await documents.cloudAccount(accountId).update(toFields(cloudAccountDocument, { nextCheckAt: later }))
  }
}

export default subscriber('cloud-account-due', ({ accountId }, { now, messageId, log }) =>
  checkAccount(accountId, now, messageId, log),
)
