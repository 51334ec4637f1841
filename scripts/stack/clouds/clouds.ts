import { blobRoutes } from './azure-blobs.ts'
import { loginRoutes } from './azure-login.ts'
import { managementRoutes } from './azure-management.ts'
import { azureWorld } from './azure-world.ts'
import { double, type Routes } from './double.ts'
import { kmsRoutes } from './google-kms.ts'
import { metadataRoutes } from './google-metadata.ts'
import { projectRoutes } from './google-projects.ts'
import { storageRoutes } from './google-storage.ts'
import { tokenRoutes } from './google-tokens.ts'
import { googleWorld } from './google-world.ts'

type Options = { port?: number; metadataPort?: number; certificate: { cert: string; key: string } }

/** Azure and Google Cloud, as far as Labseat asks them: spoken to by their own libraries, kept in memory. */
export const startClouds = async ({ port = 0, metadataPort = 0, certificate }: Options) => {
  const azure = azureWorld()
  const google = googleWorld()
  const keys: Routes = {
    'GET /-/google-keys/{email}': ({ params }) => ({ json: google.keyFile(params.email!) }),
  }
  const clouds = double({
    ...keys,
    ...loginRoutes(azure, google),
    ...managementRoutes(azure),
    ...blobRoutes(azure),
    ...tokenRoutes(google),
    ...projectRoutes(google),
    ...storageRoutes(google),
    ...kmsRoutes(google),
    ...metadataRoutes(google),
  })
  // The same under both: Microsoft's library insists on HTTPS, a metadata server has none, and tests tell it what to do without.
  const reached = await clouds.listen(port, certificate)
  const metadataReached = await clouds.listen(metadataPort)
  return {
    ...{ azure, google, clouds },
    origin: reached.origin,
    metadataHost: new URL(metadataReached.origin).host,
    close: async () => {
      await Promise.all([reached.close(), metadataReached.close()])
    },
  }
}
