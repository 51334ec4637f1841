import { runnerCredentials } from '../../contract/runner.ts'
import { isOver } from '../../domain/runs.ts'
import { Rejected, Unreachable } from '../cloud-accounts/platforms/platform.ts'
import { sessionsOf } from '../cloud-accounts/platforms/sessions.ts'
import { secretOf } from '../cloud-accounts/secrets.ts'
import { inTime, unreachable } from '../cloud-accounts/verification.ts'
import { documents } from '../documents.ts'
import { endpoint } from '../endpoint.ts'
import { Problem } from '../problem.ts'
import { Unopenable } from '../vault.ts'
import { over, sessionFor } from './attempt.ts'

/** As short-lived as the cloud has them, and no longer than the attempt: a runner whose run is over gets none. */
export default endpoint(runnerCredentials, async ({ body }) => {
  const { cluster, run } = await sessionFor(body)
  if (isOver(run.run.state)) throw over()
  const account = (await documents.cloudAccount(cluster.cluster.accountId).get()).data()
  if (!account || account.disabled)
    throw new Problem('credentials-rejected', 'The account of this cluster is disabled or gone.')
  const { ownerId, platform, externalId } = account
  try {
    const credentials = await secretOf({ ownerId, accountId: cluster.cluster.accountId })
    return {
      status: 200,
      body: await inTime(platform, (signal) => sessionsOf(platform, credentials, externalId, signal)),
    }
  } catch (error) {
    if (error instanceof Unreachable) throw unreachable(error)
    if (error instanceof Rejected) throw new Problem('credentials-rejected', error.message)
    if (error instanceof Unopenable)
      throw new Problem(
        'credentials-rejected',
        'What is kept of its credentials does not open. Give them again.',
      )
    // Deleted between the two reads.
    if (error instanceof Problem && error.code === 'account-not-usable')
      throw new Problem('credentials-rejected', error.message)
    throw error
  }
})
