import * as z from 'zod'
import type { OfferedVersion, RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import type { AwsCredentials } from './client.ts'
import { toPlatformError } from './errors.ts'
import { resolveKeys } from './session.ts'
import { openCaller, readSignedJson, sendSigned } from './signed-request.ts'

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_ClusterVersionInformation.html; times are seconds, or text at a simulated AWS. */
const clusterVersion = z.object({
  clusterVersion: z.string(),
  versionStatus: z.literal('STANDARD_SUPPORT'),
  endOfStandardSupportDate: z
    .union([z.number().transform((seconds) => seconds * 1000), z.string()])
    .pipe(z.coerce.date())
    .optional(),
})

export const listKubernetesVersions = async (
  credentials: AwsCredentials,
  { region, signal }: RegionRequest,
): Promise<OfferedVersion[]> => {
  try {
    const caller = await openCaller(await resolveKeys(credentials, signal), region)
    const request = { service: 'eks', host: `eks.${region}.amazonaws.com`, method: 'GET' } as const
    const query = { maxResults: '100', versionStatus: 'STANDARD_SUPPORT' }
    const response = await sendSigned(caller, { ...request, path: '/cluster-versions', query }, signal)
    const { clusterVersions } = await readSignedJson(response, signal)
    return readItems('AWS', clusterVersion, clusterVersions).map(
      ({ clusterVersion: version, endOfStandardSupportDate: end }) => ({
        version,
        ...(end && { standardEnd: end.toISOString().slice(0, 10) }),
      }),
    )
  } catch (error) {
    throw toPlatformError(error, 'list Kubernetes versions', signal)
  }
}
