import { type CloudAccount, type CloudAccountDocument, stateOf } from '../../../contract/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import { useNewest } from '../lib/use-newest.ts'

/** Of a snapshot, as the API gives it. */
export const heardAccount = ({
  works,
  disabled,
  nextCheckAt: _,
  ...account
}: CloudAccountDocument & { id: string }): CloudAccount => ({
  ...account,
  state: stateOf({ works, disabled }),
})

/** The caller's own cloud accounts, for an admin everybody's. */
export const useAccounts = () => {
  const session = useSession()
  return useNewest({
    of: 'cloudAccounts',
    owner: sessionMay(session, 'cloud-account-manage') ? undefined : session.person?.uid,
    heard: heardAccount,
    page: (query) => answer(api.GET('/v1/cloud-accounts', { params: { query } })),
  })
}
