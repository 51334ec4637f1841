import { checkStep } from '../../contract/cloud-accounts.ts'
import type { CredentialsOf } from '../../contract/cloud-credentials.ts'
import { type Platform, Refused } from './platform.ts'

/** The machine that Labseat runs on, as a place for clusters: nothing to sign in to, and no storage. */
export const sandbox: Platform<CredentialsOf<'none'>> = {
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
  buckets: async () => ({ items: [] }),
  async createBucket() {
    throw new Refused('invalid', 'The sandbox has no storage.')
  },
  quota: async () => undefined,
  async objects() {
    throw new Refused('not-found', 'The sandbox has no storage.')
  },
}
