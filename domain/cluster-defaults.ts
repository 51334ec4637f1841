import type { Platform } from '../contract/cloud-credentials.ts'

/** What is built where nothing else is asked for. */
export const defaults = {
  kubernetesVersion: '1.31',
  vpcCidr: '10.0.0.0/16',
  publicSubnets: ['10.0.0.0/20', '10.0.16.0/20'],
  privateSubnets: ['10.0.128.0/20', '10.0.144.0/20'],
  nodes: {
    aws: { type: 't3.large', min: 2, max: 4 },
    azure: { type: 'Standard_D2s_v5', min: 2, max: 4 },
    gcp: { type: 'e2-standard-2', min: 2, max: 4 },
    sandbox: { type: 'small', min: 1, max: 2 },
  },
} as const

/** Machines that a page proposes; any other of the platform's is taken as well. */
export const machineTypes: Record<Platform, readonly string[]> = {
  aws: ['t3.medium', 't3.large', 't3.xlarge', 'm6i.large', 'm6i.xlarge', 'm6i.2xlarge', 'g5.xlarge'],
  azure: ['Standard_B2s', 'Standard_D2s_v5', 'Standard_D4s_v5', 'Standard_D8s_v5'],
  gcp: ['e2-standard-2', 'e2-standard-4', 'e2-standard-8', 'n2-standard-4'],
  sandbox: ['small'],
}
