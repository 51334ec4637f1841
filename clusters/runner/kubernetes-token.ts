import type { Platform } from '../../contract/cloud-credentials.ts'
import { presignedIdentity } from './aws-request.ts'
import { azureToken } from './azure-token.ts'
import type { Values } from './credentials.ts'

/** The application that every AKS cluster with Entra ID asks tokens for: https://aka.ms/aks/aad. */
const aks = '6dae42f8-4368-4678-94ff-3960e28e3630'

const tokenOf = async (platform: Platform, values: Values, cluster: { name: string; region: string }) => {
  switch (platform) {
    case 'aws':
      return `k8s-aws-v1.${Buffer.from(await presignedIdentity(values, cluster)).toString('base64url')}`
    case 'azure':
      return azureToken(values, `${aks}/.default`)
    case 'gcp':
      return values.accessToken ?? ''
    case 'sandbox':
      return 'none'
  }
}

/** What Kubernetes' clients expect of a program that gives them a token. */
export const kubernetesToken = async (
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
