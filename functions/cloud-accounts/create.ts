import { type CloudAccountDocument, cloudAccountsCreate } from '../../contract/cloud-accounts.ts'
import { presented } from '../../server/cloud-accounts/account.ts'
import { showing } from '../../server/cloud-accounts/live.ts'
import { nextCheck } from '../../server/cloud-accounts/recheck.ts'
import {
  externalIdIn,
  fingerprintOf,
  keepSecret,
  sealed,
  withExternalId,
} from '../../server/cloud-accounts/secrets.ts'
import { asRejection, check } from '../../server/cloud-accounts/verification.ts'
import { db, documents } from '../../server/documents.ts'
import { addNotice } from '../../server/notify/notice.ts'
import { accountConnectedNotice } from '../../server/notify/notice-content.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Connects an account: nothing of it is kept before its provider has let Labseat in. */
export default endpoint(cloudAccountsCreate, async ({ body, caller, now, log, commit, saveReply }) => {
  const { platform, credentials } = body
  const opened = withExternalId(credentials, { ownerId: caller.uid })
  const externalId = externalIdIn(opened)
  const verified = await check(platform, opened, showing(caller.uid, body.checkId, log)).catch(
    (error: unknown) => {
      throw asRejection(error)
    },
  )
  const ref = documents.cloudAccounts().doc()
  const account: CloudAccountDocument = {
    ownerId: caller.uid,
    name: body.name,
    platform,
    environment: body.environment,
    credentialsKind: credentials.kind,
    works: true,
    disabled: false,
    ...verified,
    fingerprint: fingerprintOf(credentials),
    ...(externalId && { externalId }),
    verifiedAt: now,
    checkedAt: now,
    nextCheckAt: nextCheck(now),
    lastUsedAt: now,
    createdAt: now,
    updatedAt: now,
  }
  const reply = json(201, presented(ref.id, account))
  const secret = await sealed(credentials, { ownerId: caller.uid, accountId: ref.id })
  const batch = db.batch()
  batch.create(ref, account)
  keepSecret(batch, ref.id, secret)
  addNotice(
    batch,
    caller.uid,
    `account-connected_${ref.id}`,
    accountConnectedNotice({ id: ref.id, name: body.name }),
    now,
  )
  saveReply(batch, reply)
  await commit(batch, ref.path, { details: { platform } })
  return reply
})
