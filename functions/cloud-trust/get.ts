import { cloudTrustGet } from '../../contract/cloud-trust.ts'
import { describeTrust } from '../../server/clouds/trust.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** What a person's cloud has to trust so that Labseat needs no secret. The answer holds no secrets. */
export default endpoint(cloudTrustGet, async ({ query, caller }) =>
  json(200, describeTrust(query.platform, { uid: caller.uid, roleArn: query.roleArn })),
)
