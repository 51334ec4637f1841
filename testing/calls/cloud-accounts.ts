import { azure as azureDemo } from '../../scripts/stack/clouds/demo.ts'
import { azureSecret } from '../cloud-accounts.ts'
import { unique } from '../people.ts'
import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { otto, pages } from './shared.ts'

const ofSandbox = ({ account }: World) => ({ accountId: account.id })
const ofAzure = ({ storage }: World) => ({ accountId: storage.id })
const inContainer = ({ storage }: World) => ({ accountId: storage.id, bucket: azureDemo.storageAccount })
const checkId = '0b0f6f1e-6f0a-4b53-9a4e-2f6f3f1c9d11'
const wrongSecret = () => azureSecret({ clientSecret: azureDemo.wrongSecret })

export const cloudAccountsCalls: CallsOf<'cloud-accounts'> = {
  'cloud-accounts-create': {
    as: otto,
    body: () => ({
      name: 'Otto’s sandbox',
      platform: 'sandbox',
      environment: 'dev',
      credentials: { kind: 'none' },
      checkId,
    }),
    status: 201,
    refused: [
      {
        what: 'credentials that its provider refuses',
        body: () => ({ name: 'Azure', platform: 'azure', environment: 'prod', credentials: wrongSecret() }),
        code: 'credentials-rejected',
      },
      {
        what: 'credentials of another platform',
        body: () => ({ name: 'AWS', platform: 'aws', environment: 'prod', credentials: azureSecret() }),
        code: 'invalid-input',
      },
    ],
  },
  'cloud-accounts-list': { as: otto, query: pages, status: 200 },
  'cloud-accounts-get': { as: otto, action: 'cloud-account-manage', params: ofSandbox, status: 200 },
  'cloud-accounts-update': {
    as: otto,
    action: 'cloud-account-manage',
    params: ofSandbox,
    body: () => ({ name: 'Renamed', environment: 'uat', disabled: true }),
    status: 200,
  },
  'cloud-accounts-verify': {
    as: otto,
    action: 'cloud-account-manage',
    params: ofSandbox,
    body: () => ({ checkId }),
    status: 200,
  },
  'cloud-accounts-rotate': {
    as: otto,
    action: 'cloud-account-manage',
    params: ofAzure,
    body: () => ({ credentials: azureSecret(), checkId }),
    status: 200,
    refused: [
      {
        what: 'credentials that its provider refuses',
        body: () => ({ credentials: wrongSecret() }),
        code: 'credentials-rejected',
      },
      {
        what: 'credentials of another subscription',
        body: () => ({ credentials: azureSecret({ subscriptionId: azureDemo.readOnlySubscription }) }),
        code: 'credentials-rejected',
      },
      {
        what: 'credentials of another platform',
        body: () => ({ credentials: { kind: 'none' } }),
        code: 'invalid-input',
      },
    ],
  },
  'cloud-accounts-buckets': {
    as: otto,
    action: 'cloud-account-use',
    params: ofAzure,
    query: { ...pages, prefix: 'labseat' },
    status: 200,
    refused: [{ what: 'a platform without storage', params: ofSandbox, code: 'no-storage' }],
  },
  'cloud-accounts-zones': {
    as: otto,
    action: 'cloud-account-use',
    params: ofAzure,
    status: 200,
    refused: [{ what: 'a platform without DNS', params: ofSandbox, code: 'no-storage' }],
  },
  'cloud-accounts-create-bucket': {
    as: otto,
    action: 'cloud-account-use',
    params: ofAzure,
    body: () => ({ name: `made${unique()}`, region: 'westeurope' }),
    status: 201,
    refused: [
      {
        what: 'a name that somebody has',
        body: () => ({ name: azureDemo.takenStorageAccount, region: 'westeurope' }),
        code: 'bucket-taken',
      },
      {
        what: 'a name that no platform takes',
        body: () => ({ name: 'Emoji 🙂', region: 'westeurope' }),
        code: 'invalid-input',
      },
    ],
  },
  'cloud-accounts-objects': {
    as: otto,
    action: 'cloud-account-use',
    params: inContainer,
    query: { ...pages, prefix: '' },
    status: 200,
  },
  'cloud-accounts-offerings': {
    as: otto,
    action: 'cloud-account-use',
    params: ofAzure,
    query: { region: 'westeurope' },
    status: 200,
  },
  'cloud-accounts-delete': {
    as: otto,
    action: 'cloud-account-manage',
    params: ofAzure,
    status: 204,
    refused: [{ what: 'an account with clusters', params: ofSandbox, code: 'has-clusters' }],
  },
}
