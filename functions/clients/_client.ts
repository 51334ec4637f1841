import { may, standingsOf } from '../../domain/roles.ts'
import type { Caller } from '../../server/caller.ts'
import { documents } from '../../server/documents.ts'
import { notFound, Problem } from '../../server/problem.ts'

/** A client that the caller may manage. @throws Problem `not-found` for other callers */
export const clientFor = async (clientId: string, caller: Caller) => {
  const snapshot = await documents.client(clientId).get()
  const client = snapshot.data()
  if (!client || !may(caller, 'client-manage', standingsOf(caller.uid, client))) throw notFound('client')
  return { ref: snapshot.ref, client, readAt: snapshot.updateTime! }
}

/** The same, for a change by a person. @throws Problem `client-of-cluster` */
export const changeableClientFor = async (clientId: string, caller: Caller) => {
  const read = await clientFor(clientId, caller)
  if (read.client.clusterId !== null)
    throw new Problem(
      'client-of-cluster',
      'The services of a cluster use this client. It changes with the cluster. Nothing was changed.',
    )
  return read
}
