import { cloudAccountsList } from '../../contract/cloud-accounts.ts'
import { presentAccount } from '../../domain/cloud-accounts.ts'
import { may } from '../../domain/roles.ts'
import { documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The caller's own accounts, or all accounts if the caller's role may manage them (domain/roles.ts). */
export default endpoint(cloudAccountsList, async ({ query, caller }) => {
  const allAccounts = documents.cloudAccounts()
  const visible = may(caller, 'cloud-account-manage')
    ? allAccounts
    : allAccounts.where('ownerId', '==', caller.uid)
  const { snapshots, nextCursor } = await readPage(visible, query, 'createdAt', 'desc')
  return json(200, {
    items: snapshots.map((snapshot) => presentAccount(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
