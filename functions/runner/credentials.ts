import { runnerCredentials } from '../../contract/runner.ts'
import { isOver } from '../../domain/runs.ts'
import { openCredentials, unreadableDetail } from '../../server/cloud-accounts/secrets.ts'
import { runWithTimeout, toUnavailable } from '../../server/cloud-accounts/verification.ts'
import { loadPlatform } from '../../server/clouds/index.ts'
import { Rejected, Unreachable } from '../../server/clouds/platform.ts'
import { requireSession, runOverProblem } from '../../server/clusters/attempt.ts'
import { documents } from '../../server/documents.ts'
import { openClusterClient } from '../../server/oidc/cluster-client.ts'
import { issuerUrl } from '../../server/oidc/issuer.ts'
import { Problem } from '../../server/problem.ts'
import { UnreadableSecret } from '../../server/vault.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** What the services of a cluster need to sign people in. */
const readSignIn = async (clusterId: string) => {
  const client = await openClusterClient(clusterId)
  return (
    client && {
      issuer: issuerUrl().href,
      clientId: client.clientId,
      clientSecret: client.secret,
      serviceToken: client.serviceToken,
      ownerGroup: `cluster:${clusterId}:owner`,
    }
  )
}

/** Opens a short-lived session in the cloud. A runner whose run is over gets no credentials. */
export default endpoint(runnerCredentials, async ({ body }) => {
  const { cluster, run } = await requireSession(body)
  if (isOver(run.run.state)) throw runOverProblem()
  const account = (await documents.cloudAccount(cluster.cluster.accountId).get()).data()
  if (!account || account.disabled)
    throw new Problem('credentials-rejected', 'The cloud account of this cluster is disabled or deleted.')
  try {
    const credentials = await openCredentials(cluster.cluster.accountId, account)
    const provider = await loadPlatform(account.platform)
    const session = await runWithTimeout(provider, (signal) => provider.openSession(credentials, signal))
    const signIn = cluster.cluster.domain ? await readSignIn(body.clusterId) : undefined
    return json(200, { ...session, ...(signIn && { signIn }) })
  } catch (error) {
    if (error instanceof Unreachable) throw toUnavailable(error)
    if (error instanceof Rejected) throw new Problem('credentials-rejected', error.message)
    if (error instanceof UnreadableSecret) throw new Problem('credentials-rejected', unreadableDetail)
    // The account was deleted between the two reads.
    if (error instanceof Problem && error.code === 'account-not-usable')
      throw new Problem('credentials-rejected', error.message)
    throw error
  }
})
