import { clientsGet } from '../../contract/clients.ts'
import { presentClient } from '../../domain/clients.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { clientFor } from './_client.ts'

export default endpoint(clientsGet, async ({ params, caller }) => {
  const { client } = await clientFor(params.clientId, caller)
  return json(200, presentClient(params.clientId, client))
})
