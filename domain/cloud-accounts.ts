import { type CloudAccount, type CloudAccountDocument, stateOf } from '../contract/cloud-accounts.ts'

/** A cloud account as the API gives it, without the internal fields of its document. */
export const presentAccount = (
  id: string,
  { works, disabled, nextCheckAt: _nextCheckAt, ...account }: CloudAccountDocument,
): CloudAccount => ({ ...account, id, state: stateOf({ works, disabled }) })
