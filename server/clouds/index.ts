import type { Platform as Name } from '../../contract/cloud-credentials.ts'
import type { Platform } from './platform.ts'

/** Each with its provider's libraries, loaded when somebody has an account there. */
const platforms: Record<Name, () => Promise<unknown>> = {
  aws: async () => (await import('./aws.ts')).aws,
  azure: async () => (await import('./azure.ts')).azure,
  gcp: async () => (await import('./gcp.ts')).gcp,
  sandbox: async () => (await import('./sandbox.ts')).sandbox,
}

/** Credentials fit their platform: the contract sees to it (`fits`). */
export const platformOf = (name: Name): Promise<Platform> => platforms[name]() as Promise<Platform>
