import { clustersEstimate } from '../../contract/clusters.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { defaults } from '../../domain/cluster-defaults.ts'
import { nodesProblems } from '../../domain/cluster-input.ts'
import { estimateOf } from '../../domain/prices.ts'
import { isRegion } from '../../domain/regions.ts'
import { invalidInput } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

export default endpoint(clustersEstimate, async ({ body }) => {
  const { platform, region, nodePrice } = body
  const nodes = body.nodes ?? defaults.nodes[platform]
  const problems = [
    ...(isRegion(platform, region) ? [] : [fieldProblem('region', 'regionUnknown')]),
    ...nodesProblems(platform, { nodes, nodePrice }),
  ]
  if (problems.length > 0) throw invalidInput(problems)
  return json(200, estimateOf(platform, nodes, { nodePrice }))
})
