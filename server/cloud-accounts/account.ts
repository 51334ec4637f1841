import type { CloudAccountDocument } from '../../contract/cloud-accounts.ts'
import { type Action, may, standings } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'
import { documents } from '../documents.ts'
import { notFound, Problem } from '../problem.ts'

/** An account on which the caller may do `action`, and the time of its last write. @throws Problem `not-found` for anybody else */
export const accountFor = async (
  accountId: string,
  caller: Caller,
  action: Extract<Action, 'cloud-account-manage' | 'cloud-account-use'>,
) => {
  const snapshot = await documents.cloudAccount(accountId).get()
  const account = snapshot.data()
  if (!account || !may(caller, action, standings(caller.uid, account))) throw notFound('cloud account')
  return { ref: snapshot.ref, account, readAt: snapshot.updateTime! }
}

/** @throws Problem `account-not-usable` where the account is disabled, or its last check failed */
export const requireUsable = ({ disabled, works, failure }: CloudAccountDocument): void => {
  if (disabled) throw new Problem('account-not-usable', 'This account is disabled. Enable it first.')
  if (!works)
    throw new Problem(
      'account-not-usable',
      `${failure?.detail ?? 'It does not work.'} Verify it again, or give it new credentials.`,
    )
}
