import { type CloudAccountDocument, cloudAccountsCreate } from '../../contract/cloud-accounts.ts'
import { presentAccount } from '../../domain/cloud-accounts.ts'
import { startLiveCheck } from '../../server/cloud-accounts/live-check.ts'
import { nextCheckAt } from '../../server/cloud-accounts/recheck.ts'
import {
  externalIdIn,
  fingerprintOf,
  saveSecret,
  sealCredentials,
  withExternalIds,
} from '../../server/cloud-accounts/secrets.ts'
import { toRejectionProblem, verifyCandidates } from '../../server/cloud-accounts/verification.ts'
import { db, documents } from '../../server/documents.ts'
import { addNotice } from '../../server/notify/notice.ts'
import { accountConnectedNotice } from '../../server/notify/notice-content.ts'
import { requireRoomForAccount } from '../../server/quotas.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Connects an account. Nothing is saved before its provider has accepted the credentials. */
export default endpoint(cloudAccountsCreate, async ({ body, caller, now, log, commit, saveReply }) => {
  const { platform, credentials } = body
  await requireRoomForAccount(caller)
  const candidates = withExternalIds(credentials, { ownerId: caller.uid })
  const live = startLiveCheck(caller.uid, body.checkId, log)
  const { verification, credentials: opened } = await verifyCandidates(platform, candidates, live).catch(
    (error: unknown) => {
      throw toRejectionProblem(error)
    },
  )
  const externalId = externalIdIn(opened)
  const ref = documents.cloudAccounts().doc()
  const account: CloudAccountDocument = {
    ownerId: caller.uid,
    name: body.name,
    platform,
    environment: body.environment,
    credentialsKind: credentials.kind,
    works: true,
    disabled: false,
    ...verification,
    fingerprint: fingerprintOf(credentials),
    ...(externalId && { externalId }),
    verifiedAt: now,
    checkedAt: now,
    nextCheckAt: nextCheckAt(now),
    lastUsedAt: now,
    createdAt: now,
    updatedAt: now,
  }
  const reply = json(201, presentAccount(ref.id, account))
  const secret = await sealCredentials(credentials, { ownerId: caller.uid, accountId: ref.id })
  const batch = db.batch()
  batch.create(ref, account)
  saveSecret(batch, ref.id, secret)
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
