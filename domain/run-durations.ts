import type { Platform } from '../contract/cloud-credentials.ts'
import type { RunCommand } from '../contract/runs.ts'

/** The usual seconds from approval to the end. An EKS control plane alone takes about ten minutes. */
const usual: Record<Platform, { build: number; remove: number }> = {
  aws: { build: 16 * 60, remove: 12 * 60 },
  azure: { build: 9 * 60, remove: 8 * 60 },
  gcp: { build: 11 * 60, remove: 8 * 60 },
  sandbox: { build: 20, remove: 20 },
}

/** How many seconds a run usually takes. The page of a cluster shows it, and an objective of the deployment is measured against it. */
export const usualSeconds = (platform: Platform, command: RunCommand): number =>
  command === 'destroy' ? usual[platform].remove : usual[platform].build
