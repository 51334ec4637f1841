import type { Platform as PlatformName } from '../../contract/cloud-credentials.ts'
import type { Platform } from './platform.ts'

/** Each module loads its provider's libraries on first use: few functions need all of them. */
const platforms: Record<PlatformName, () => Promise<Platform>> = {
  aws: async () => (await import('./aws/index.ts')).aws,
  azure: async () => (await import('./azure/index.ts')).azure,
  gcp: async () => (await import('./gcp/index.ts')).gcp,
  sandbox: async () => (await import('./sandbox/index.ts')).sandbox,
}

export const loadPlatform = (name: PlatformName): Promise<Platform> => platforms[name]()
