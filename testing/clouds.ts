import { setDefaultCACertificates } from 'node:tls'
import { vi } from 'vitest'
import { selfSigned } from '../scripts/stack/clouds/certificate.ts'
import { startClouds } from '../scripts/stack/clouds/clouds.ts'

/**
 * Starts simulated clouds for one test file, on free ports. Import the code under test afterwards: it reads their addresses from the
 * environment once.
 */
export const cloudsOfMyOwn = async () => {
  const certificate = selfSigned()
  const clouds = await startClouds({ certificate })
  setDefaultCACertificates([certificate.cert])
  vi.stubEnv('GCE_METADATA_HOST', clouds.metadataHost)
  for (const name of ['LABSEAT_AZURE_AUTHORITY', 'LABSEAT_AZURE_MANAGEMENT', 'LABSEAT_GOOGLE_ENDPOINT'])
    vi.stubEnv(name, clouds.origin)
  vi.resetModules()
  return clouds
}
