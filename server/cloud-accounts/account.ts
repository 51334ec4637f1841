import { type CloudAccount, type CloudAccountDocument, stateOf } from '../../contract/cloud-accounts.ts'
import { type Action, may, standings } from '../../domain/roles.ts'
import type { Caller } from '../caller.ts'
import { documents } from '../documents.ts'
import { notFound, Problem } from '../problem.ts'

/** As the API gives it. */
export const presented = (id: string, account: CloudAccountDocument): CloudAccount => ({
  ...account,
  id,
  state: stateOf(account),
})

/** An account that the caller may do `action` to, with the moment it was read at; 404 for everybody else's. */
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

/** @throws Problem `account-not-usable` */
export const usable = ({ disabled, works, failure }: CloudAccountDocument): void => {
  if (disabled) throw new Problem('account-not-usable', 'This account is disabled. Enable it first.')
  if (!works)
    throw new Problem(
      'account-not-usable',
      `${failure?.detail ?? 'It does not work.'} Verify it again, or give it new credentials.`,
    )
}
