import * as z from 'zod'
import type { OfferedVersion, RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import { type AzureCredentials, azureSession } from './session.ts'

/** https://learn.microsoft.com/rest/api/aks/managed-clusters/list-kubernetes-versions. `KubernetesOfficial` is the standard support. */
const version = z.object({
  version: z.string(),
  isPreview: z.literal(false).nullish(),
  capabilities: z.object({
    supportPlan: z.array(z.string()).refine((plans) => plans.includes('KubernetesOfficial')),
  }),
})

export const listKubernetesVersions = async (
  credentials: AzureCredentials,
  { region, signal }: RegionRequest,
): Promise<OfferedVersion[]> => {
  const session = await azureSession(credentials, signal)
  const path = `/subscriptions/${credentials.subscriptionId}/providers/Microsoft.ContainerService/locations/${region}/kubernetesVersions?api-version=2025-05-01`
  const { body } = await session.run(() => session.call('GET', path))
  return readItems('Azure', version, body.values).map(({ version }) => ({ version }))
}
