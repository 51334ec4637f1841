import { oidcPath } from '../../contract/oidc.ts'
import { runnerHub } from '../../contract/runner.ts'
import { isOver } from '../../domain/runs.ts'
import { requireSession, runOverProblem } from '../../server/clusters/attempt.ts'
import { config } from '../../server/config.ts'
import { openClusterClient, registerHub } from '../../server/oidc/cluster-client.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Lets the JupyterHub of a cluster sign people in. A runner whose run is over gets no secret. */
export default endpoint(runnerHub, async ({ body, now }) => {
  const { cluster, run } = await requireSession(body)
  if (isOver(run.run.state)) throw runOverProblem()
  const { apiUrl } = config.mail
  if (!apiUrl)
    throw new Problem('unavailable', 'LABSEAT_API_URL is not set, so no service can sign people in.')
  const { name, ownerId, eventId } = cluster.cluster
  await registerHub({ clusterId: cluster.id, name, ownerId, eventId }, body.url, now)
  const client = await openClusterClient(cluster.id)
  // The client was deleted between the two reads, with its cluster.
  if (!client) throw runOverProblem()
  return json(200, {
    clientId: client.clientId,
    clientSecret: client.secret,
    serviceToken: client.serviceToken,
    workKey: client.workKey,
    issuer: new URL(oidcPath, apiUrl).href,
  })
})
