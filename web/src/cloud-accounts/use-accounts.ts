import type { CloudAccount, CloudAccountDocument } from '../../../contract/cloud-accounts.ts'
import { presentAccount } from '../../../domain/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import { useNewest } from '../lib/use-newest.ts'

/** Converts a live document to the form of the API. */
export const presentLiveAccount = ({ id, ...account }: CloudAccountDocument & { id: string }): CloudAccount =>
  presentAccount(id, account)

/** The caller's cloud accounts; all accounts for an admin. */
export const useAccounts = () => {
  const session = useSession()
  return useNewest({
    collection: 'cloudAccounts',
    ownerId: sessionMay(session, 'cloud-account-manage') ? undefined : session.person?.uid,
    present: presentLiveAccount,
    readPage: (query) => answer(api.GET('/v1/cloud-accounts', { params: { query } })),
  })
}
