import { cloudAccountDocument, cloudAccountsRotate } from '../../contract/cloud-accounts.ts'
import { fits } from '../../contract/cloud-credentials.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { accountFor, presented } from '../../server/cloud-accounts/account.ts'
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
import { Rejected } from '../../server/clouds/platform.ts'
import { db, FieldValue, toFields } from '../../server/documents.ts'
import { invalidInput } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Replaces the credentials of an account by others of the same one, which have shown that they work. The old ones go in the same commit. */
export default endpoint(cloudAccountsRotate, async ({ params, body, caller, now, log, commit }) => {
  const { accountId } = params
  const { credentials } = body
  const { account } = await accountFor(accountId, caller, 'cloud-account-manage')
  const { ownerId, platform } = account
  if (!fits({ platform, credentials }))
    throw invalidInput([fieldProblem('credentials.kind', 'credentialsKind')])

  const opened = withExternalId(credentials, { ownerId })
  const externalId = externalIdIn(opened)
  const live = showing(caller.uid, body.checkId, log)
  const verified = await check(platform, opened, live)
    .then(async (found) => {
      if (found.scope.id === account.scope.id) return found
      const detail = `These are of ${found.scope.id}; this account is ${account.scope.id}. Connect the other one as an account of its own.`
      live.failed(detail, 'identity')
      await live.shown()
      throw new Rejected('identity', 'other-account', detail)
    })
    .catch((error: unknown) => {
      throw asRejection(error)
    })
  const secret = await sealed(credentials, { ownerId, accountId })
  return retryOnConflict(async () => {
    const { ref, account: current, readAt } = await accountFor(accountId, caller, 'cloud-account-manage')
    const { failure: _failure, externalId: _externalId, ...before } = current
    const change = {
      ...verified,
      credentialsKind: credentials.kind,
      fingerprint: fingerprintOf(credentials),
      works: true,
      verifiedAt: now,
      checkedAt: now,
      nextCheckAt: nextCheck(now),
      lastUsedAt: now,
      updatedAt: now,
    }
    const gone = FieldValue.delete()
    const batch = db.batch()
    batch.update(
      ref,
      toFields(cloudAccountDocument, { ...change, failure: gone, externalId: externalId ?? gone }),
      { lastUpdateTime: readAt },
    )
    keepSecret(batch, accountId, secret)
    await commit(batch, ref.path, { details: { fingerprint: change.fingerprint } })
    return json(200, presented(accountId, { ...before, ...change, ...(externalId && { externalId }) }))
  })
})
