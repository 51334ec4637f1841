import { runnerCredentials } from '../../contract/runner.ts'
import { isOver } from '../../domain/runs.ts'
import { openCredentials, unreadableDetail } from '../../server/cloud-accounts/secrets.ts'
import { runWithTimeout, toUnavailable } from '../../server/cloud-accounts/verification.ts'
import { loadPlatform } from '../../server/clouds/index.ts'
import { Rejected, Unreachable } from '../../server/clouds/platform.ts'
import { over, sessionFor } from '../../server/clusters/attempt.ts'
import { documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { UnreadableSecret } from '../../server/vault.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Opens a short-lived session in the cloud. A runner whose run is over gets no credentials. */
export default endpoint(runnerCredentials, async ({ body }) => {
  const { cluster, run } = await sessionFor(body)
  if (isOver(run.run.state)) throw over()
  const account = (await documents.cloudAccount(cluster.cluster.accountId).get()).data()
  if (!account || account.disabled)
    throw new Problem('credentials-rejected', 'The account of this cluster is disabled or gone.')
  try {
    const credentials = await openCredentials(cluster.cluster.accountId, account)
    const provider = await loadPlatform(account.platform)
    return json(200, await runWithTimeout(provider, (signal) => provider.openSession(credentials, signal)))
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
