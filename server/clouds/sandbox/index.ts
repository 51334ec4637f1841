import { checkStep } from '../../../contract/cloud-accounts.ts'
import { tableMachines, tableVersions } from '../../../domain/offerings.ts'
import { type OpenedOf, type Platform, Refused } from '../platform.ts'

/** The machine that Labseat runs on, as a place for clusters. It has no sign-in and no storage. */
export const sandbox: Platform<OpenedOf<'none'>> = {
  name: 'The sandbox',
  hasStorage: false,
  async verify(_, { report }) {
    for (const step of checkStep.options) {
      report(step, 'running')
      report(step, 'passed')
    }
    return {
      identity: 'This Labseat',
      scope: { id: 'sandbox' },
      missingPermissions: [],
      permissionsKnown: true,
      regions: ['local'],
    }
  },
  listBuckets: async () => ({ items: [] }),
  async createBucket() {
    throw new Refused('invalid', 'The sandbox has no storage.')
  },
  async listObjects() {
    throw new Refused('not-found', 'The sandbox has no storage.')
  },
  findQuotaProblem: async () => undefined,
  listKubernetesVersions: async () => tableVersions('sandbox', new Date().toISOString()),
  listMachineTypes: async () => ({ machineTypes: tableMachines('sandbox'), zones: ['local'] }),
  readMachinePrices: async () => () => 0,
  listQuotas: async () => [],
  listZones: async () => [],
  openSession: async () => ({ values: {} }),
}
