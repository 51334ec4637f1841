import { clustersCheckDrift } from '../../contract/clusters.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { begin } from './_begin.ts'

export default endpoint(clustersCheckDrift, async (request) =>
  json(202, await begin(request, () => ({ command: 'check-drift' }))),
)
