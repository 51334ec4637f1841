import { neededPermissions } from '../../../domain/cloud-permissions.ts'
import { type GcpCredentials, projectOf } from './credentials.ts'
import type { GcpSession } from './session.ts'

export const resourceManager = 'https://cloudresourcemanager.googleapis.com/v3/projects'
/** https://cloud.google.com/resource-manager/reference/rest/v3/projects/testIamPermissions */
const maxPerRequest = 100

/** The needed permissions that are granted. */
export const listGrantedPermissions = async (
  { client }: GcpSession,
  credentials: GcpCredentials,
): Promise<string[]> => {
  const needed = neededPermissions.gcp
  const batches = Array.from({ length: Math.ceil(needed.length / maxPerRequest) }, (_, index) =>
    needed.slice(index * maxPerRequest, (index + 1) * maxPerRequest),
  )
  const responses = await Promise.all(
    batches.map((permissions) =>
      client.request<{ permissions?: string[] }>({
        url: `${resourceManager}/${projectOf(credentials)}:testIamPermissions`,
        method: 'POST',
        data: { permissions },
      }),
    ),
  )
  return responses.flatMap(({ data }) => data.permissions ?? [])
}
