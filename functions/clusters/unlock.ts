import { clustersUnlock } from '../../contract/clusters.ts'
import { documents } from '../../server/documents.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { begin } from './_begin.ts'
import { requireName } from './_confirm-name.ts'

/** The runner releases the lock with the account's credentials. Terraform refuses the id of another lock, so a new holder is safe. */
export default endpoint(clustersUnlock, async (request) =>
  json(
    202,
    await begin(request, async (cluster) => {
      const { name, lockId } = request.body
      requireName(cluster, name)
      const run = (await documents.run(request.params.clusterId, cluster.runId).get()).data()
      const lock = run?.failure?.lock
      if (!run || !lock || lock.id !== lockId)
        throw new Problem('nothing-to-unlock', 'The last run did not fail at this lock. Nothing was changed.')
      const { stage, id, who, since } = lock
      return {
        command: run.command,
        ...(run.change && { change: run.change }),
        unlock: { stage, id },
        details: { lock: id, holder: who, ...(since && { since }) },
      }
    }),
  ),
)
