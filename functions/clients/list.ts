import { clientsList } from '../../contract/clients.ts'
import { presentClient } from '../../domain/clients.ts'
import { may } from '../../domain/roles.ts'
import { documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The caller's own clients, or all clients if the caller's role may manage them (domain/roles.ts). */
export default endpoint(clientsList, async ({ query, caller }) => {
  const allClients = documents.clients()
  const visible = may(caller, 'client-manage') ? allClients : allClients.where('ownerId', '==', caller.uid)
  const { snapshots, nextCursor } = await readPage(visible, query, 'createdAt', 'desc')
  return json(200, {
    items: snapshots.map((snapshot) => presentClient(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
