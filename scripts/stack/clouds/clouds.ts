import { blobRoutes } from './azure-blobs.ts'
import { loginRoutes } from './azure-login.ts'
import { managementRoutes } from './azure-management.ts'
import { azureWorld } from './azure-world.ts'
import { createDouble, type Routes } from './double.ts'
import { kmsRoutes } from './google-kms.ts'
import { metadataRoutes } from './google-metadata.ts'
import { offeringRoutes } from './google-offerings.ts'
import { projectRoutes } from './google-projects.ts'
import { storageRoutes } from './google-storage.ts'
import { tokenRoutes } from './google-tokens.ts'
import { googleWorld } from './google-world.ts'
import { azureZoneRoutes, googleZoneRoutes } from './zones.ts'

type Options = { port?: number; metadataPort?: number; certificate: { cert: string; key: string } }

/** Simulates the parts of Azure and Google Cloud that Labseat uses. The providers' own libraries call it. All state is in memory. */
export const startClouds = async ({ port = 0, metadataPort = 0, certificate }: Options) => {
  const azure = azureWorld()
  const google = googleWorld()
  const keys: Routes = {
    'GET /-/google-keys/{email}': ({ params }) => ({ json: google.keyFile(params.email!) }),
  }
  const clouds = createDouble({
    ...keys,
    ...loginRoutes(azure, google),
    ...managementRoutes(azure),
    ...blobRoutes(azure),
    ...tokenRoutes(google),
    ...projectRoutes(google),
    ...offeringRoutes(google),
    ...storageRoutes(google),
    ...kmsRoutes(google),
    ...azureZoneRoutes(azure),
    ...googleZoneRoutes(google),
    ...metadataRoutes(google),
  })
  // Both addresses serve the same routes. Microsoft's library requires HTTPS. The metadata server and `/-/` use plain HTTP.
  const secure = await clouds.listen(port, certificate)
  const plain = await clouds.listen(metadataPort)
  return {
    ...{ azure, google, clouds },
    origin: secure.origin,
    metadataHost: new URL(plain.origin).host,
    close: async () => {
      await Promise.all([secure.close(), plain.close()])
    },
  }
}
