import type { CloudAccount, CloudAccountDocument } from '../../../contract/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import { type Followed, useFollowed } from '../lib/use-followed.ts'
import { presentLiveAccount } from './use-accounts.ts'

/** One account as it changes. */
export const useAccount = (accountId: string): Followed<CloudAccount> =>
  useFollowed<CloudAccountDocument, CloudAccount>(
    `cloudAccounts/${accountId}`,
    presentLiveAccount,
    (signal) =>
      answer(api.GET('/v1/cloud-accounts/{accountId}', { params: { path: { accountId } }, signal })),
  )
