import { clustersCheckDrift } from '../../contract/clusters.ts'
import { endpoint } from '../endpoint.ts'
import { begin } from './_begin.ts'

export default endpoint(clustersCheckDrift, async ({ params, caller, now, commit }) => ({
  status: 202,
  body: await begin({
    clusterId: params.clusterId,
    caller,
    now,
    commit,
    what: () => ({ command: 'check-drift' }),
  }),
}))
