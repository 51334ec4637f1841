import { cloudAccountDocument, cloudAccountsRotate } from '../../contract/cloud-accounts.ts'
import { isCredentialsKindOf } from '../../contract/cloud-credentials.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { presentAccount } from '../../domain/cloud-accounts.ts'
import { accountFor } from '../../server/cloud-accounts/account.ts'
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
import { Rejected } from '../../server/clouds/platform.ts'
import { db, FieldValue, toFields } from '../../server/documents.ts'
import { invalidInput } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Replaces the credentials of an account, once the new ones work for the same account. The same commit removes the old ones. */
export default endpoint(cloudAccountsRotate, async ({ params, body, caller, now, log, commit }) => {
  const { accountId } = params
  const { credentials } = body
  const { account } = await accountFor(accountId, caller, 'cloud-account-manage')
  const { ownerId, platform } = account
  if (!isCredentialsKindOf({ platform, credentials }))
    throw invalidInput([fieldProblem('credentials.kind', 'credentialsKind')])

  const candidates = withExternalIds(credentials, account)
  const live = startLiveCheck(caller.uid, body.checkId, log)
  const { verification, credentials: opened } = await verifyCandidates(platform, candidates, live)
    .then(async (verified) => {
      const { scope } = verified.verification
      if (scope.id === account.scope.id) return verified
      const detail = `These credentials belong to ${scope.id}, and this account is ${account.scope.id}. Connect ${scope.id} as a separate account.`
      live.fail(detail, 'identity')
      await live.flush()
      throw new Rejected('identity', 'other-account', detail)
    })
    .catch((error: unknown) => {
      throw toRejectionProblem(error)
    })
  const externalId = externalIdIn(opened)
  const secret = await sealCredentials(credentials, { ownerId, accountId })
  return retryOnConflict(async () => {
    const { ref, account: current, readAt } = await accountFor(accountId, caller, 'cloud-account-manage')
    const { failure: _failure, externalId: _externalId, ...unchanged } = current
    const change = {
      ...verification,
      credentialsKind: credentials.kind,
      fingerprint: fingerprintOf(credentials),
      works: true,
      verifiedAt: now,
      checkedAt: now,
      nextCheckAt: nextCheckAt(now),
      lastUsedAt: now,
      updatedAt: now,
    }
    const deleted = FieldValue.delete()
    const batch = db.batch()
    batch.update(
      ref,
      toFields(cloudAccountDocument, { ...change, failure: deleted, externalId: externalId ?? deleted }),
      { lastUpdateTime: readAt },
    )
    saveSecret(batch, accountId, secret)
    await commit(batch, ref.path, { details: { fingerprint: change.fingerprint } })
    return json(
      200,
      presentAccount(accountId, { ...unchanged, ...change, ...(externalId && { externalId }) }),
    )
  })
})
