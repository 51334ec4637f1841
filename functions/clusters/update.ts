import { clustersUpdate } from '../../contract/clusters.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { changeProblems } from '../../domain/cluster-input.ts'
import { cloudOfferingsOf, listPriceOf } from '../../domain/offerings.ts'
import { readOfferings } from '../../server/cloud-accounts/offerings.ts'
import { invalidInput } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { begin } from './_begin.ts'

/** The run stores the change; the cluster stays as it is until the plan is applied. */
export default endpoint(clustersUpdate, async (request) =>
  json(
    202,
    await begin(request, async (cluster) => {
      const { body } = request
      // Nodes without a disk size keep the size that the cluster has.
      const { diskGb } = cluster.nodes
      const nodes = body.nodes && { ...(diskGb && { diskGb }), ...body.nodes }
      const fields = Object.fromEntries(
        Object.entries({ ...body, nodes }).filter(([, value]) => value !== undefined),
      )
      if (Object.keys(fields).length === 0) throw invalidInput([fieldProblem('', 'noChange')])
      const fromCloud = cloudOfferingsOf(await readOfferings(cluster.accountId, cluster.region, request.now))
      const problems = changeProblems(cluster, body, request.now, fromCloud)
      if (problems.length > 0) throw invalidInput(problems)
      const listPrice = body.nodes && listPriceOf(body.nodes.type, fromCloud)
      return { command: 'update', change: { ...fields, ...(listPrice && { listPrice }) } }
    }),
  ),
)
