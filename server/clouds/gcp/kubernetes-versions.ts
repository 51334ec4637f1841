import * as z from 'zod'
import type { OfferedVersion, RegionRequest } from '../platform.ts'
import { readItems } from '../read-items.ts'
import { type GcpCredentials, projectOf } from './credentials.ts'
import { gcpSession } from './session.ts'

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations/getServerConfig. clusters/gcp uses this channel. */
const channel = z.object({ channel: z.literal('REGULAR'), validVersions: z.array(z.string()) })

export const listKubernetesVersions = async (
  credentials: GcpCredentials,
  { region, signal }: RegionRequest,
): Promise<OfferedVersion[]> => {
  const session = await gcpSession(credentials, signal)
  await session.signIn()
  const url = `https://container.googleapis.com/v1/projects/${projectOf(credentials)}/locations/${region}/serverConfig`
  const { data } = await session.run(() => session.client.request<{ channels?: unknown }>({ url }))
  // 1.34.1-gke.1829001 is a patch of 1.34.
  return readItems('Google Cloud', channel, data?.channels).flatMap(({ validVersions }) =>
    validVersions.flatMap((version) => {
      const [minor] = /^1\.\d{2}(?=\.)/.exec(version) ?? []
      return minor ? [{ version: minor }] : []
    }),
  )
}
