import type { Platform } from '../../contract/cloud-credentials.ts'
import { presignIdentity } from './aws-request.ts'
import { requestAzureToken } from './azure-token.ts'
import type { Values } from './credentials.ts'

/** The Entra ID application of every AKS cluster: https://aka.ms/aks/aad */
const aksApplicationId = '6dae42f8-4368-4678-94ff-3960e28e3630'

const tokenOf = async (platform: Platform, values: Values, cluster: { name: string; region: string }) => {
  switch (platform) {
    case 'aws':
      return `k8s-aws-v1.${Buffer.from(await presignIdentity(values, cluster)).toString('base64url')}`
    case 'azure':
      return requestAzureToken(values, `${aksApplicationId}/.default`)
    case 'gcp':
      return values.accessToken ?? ''
    case 'sandbox':
      return 'none'
  }
}

/** The output of a credential plugin: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
export const createKubernetesToken = async (
  platform: Platform,
  values: Values,
  cluster: { name: string; region: string },
) => ({
  apiVersion: 'client.authentication.k8s.io/v1beta1',
  kind: 'ExecCredential',
  status: {
    token: await tokenOf(platform, values, cluster),
    expirationTimestamp: new Date(Date.now() + 600_000).toISOString(),
  },
})
