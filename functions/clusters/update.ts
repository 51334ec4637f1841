import { clustersUpdate } from '../../contract/clusters.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { invalidInput } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { begin } from './_begin.ts'

/** The run stores the change; the cluster stays as it is until the plan is applied. */
export default endpoint(clustersUpdate, async ({ params, body, caller, now, commit }) =>
  json(
    202,
    await begin({
      clusterId: params.clusterId,
      caller,
      now,
      commit,
      what: (cluster) => {
        const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
        if (Object.keys(change).length === 0) throw invalidInput([fieldProblem('', 'noChange')])
        if (body.kubernetesVersion && body.kubernetesVersion < cluster.kubernetesVersion)
          throw invalidInput([fieldProblem('kubernetesVersion', 'kubernetesDowngrade')])
        return { command: 'update', change }
      },
    }),
  ),
)
