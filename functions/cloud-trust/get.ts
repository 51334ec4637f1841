import { cloudTrustGet } from '../../contract/cloud-trust.ts'
import { externalIdOf } from '../../server/cloud-accounts/secrets.ts'
import { config } from '../../server/config.ts'
import { invalidInput, Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

const notConfigured = (variables: string) =>
  new Problem(
    'keyless-not-configured',
    `Whoever runs this Labseat has not set ${variables} (docs/deployment.md). Use a key instead.`,
  )

/** Whom to trust, so that no secret need be handed over. Nothing of it is a secret. */
export default endpoint(cloudTrustGet, async ({ query, caller }) => {
  if (query.platform === 'aws') {
    if (!query.roleArn) throw invalidInput([{ path: 'roleArn', message: 'Name the role.' }])
    if (!config.aws.role) throw notConfigured('LABSEAT_AWS_ROLE')
    const externalId = externalIdOf(caller.uid, query.roleArn)
    return json(200, { principal: config.aws.role, externalId })
  }
  const own = config.ownServiceAccount
  if (!own) throw notConfigured('LABSEAT_SERVICE_ACCOUNT and LABSEAT_SERVICE_ACCOUNT_ID')
  if (query.platform === 'gcp') return json(200, { principal: own.email })
  // https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
  return json(200, {
    issuer: 'https://accounts.google.com',
    subject: own.uniqueId,
    audience: 'api://AzureADTokenExchange',
  })
})
