import { cloudAccountsList } from '../../contract/cloud-accounts.ts'
import { may } from '../../domain/roles.ts'
import { presented } from '../../server/cloud-accounts/account.ts'
import { documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The caller's own, or everybody's for whom the table of roles lets see to everybody's. */
export default endpoint(cloudAccountsList, async ({ query, caller }) => {
  const all = documents.cloudAccounts()
  const mine = may(caller, 'cloud-account-manage') ? all : all.where('ownerId', '==', caller.uid)
  const { snapshots, nextCursor } = await readPage(mine, query, 'createdAt', 'desc')
  return json(200, { items: snapshots.map((one) => presented(one.id, one.data())), nextCursor })
})
