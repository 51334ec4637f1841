import { cloudTrustGet } from '../../contract/cloud-trust.ts'
import { describeTrust } from '../../server/clouds/trust.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Returns the identity that a person's cloud must trust. The response contains no secret. */
export default endpoint(cloudTrustGet, async ({ query, caller }) =>
  json(200, describeTrust(query.platform, { uid: caller.uid, roleArn: query.roleArn })),
)
