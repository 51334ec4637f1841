import type { CloudAccountDocument } from '../../contract/cloud-accounts.ts'
import { type Action, type Actor, may, standingsOf } from '../../domain/roles.ts'
import { documents } from '../documents.ts'
import { notFound, Problem } from '../problem.ts'

/** An account on which the caller may do `action`, and the time of its last write. @throws Problem `not-found` for other callers */
export const accountFor = async (
  accountId: string,
  caller: Actor,
  action: Extract<Action, 'cloud-account-manage' | 'cloud-account-use'>,
) => {
  const snapshot = await documents.cloudAccount(accountId).get()
  const account = snapshot.data()
  if (!account || !may(caller, action, standingsOf(caller.uid, account))) throw notFound('cloud account')
  return { ref: snapshot.ref, account, readAt: snapshot.updateTime! }
}

/** @throws Problem `account-not-usable` where the account is disabled, or its last check failed */
export const requireUsable = ({ disabled, works, failure }: CloudAccountDocument): void => {
  if (disabled) throw new Problem('account-not-usable', 'This account is disabled. Enable it first.')
  if (!works)
    throw new Problem(
      'account-not-usable',
      `${failure?.detail ?? 'The last check of this account failed.'} Verify the account again, or replace its credentials.`,
    )
}
