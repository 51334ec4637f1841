import { azure as demo, labseat } from './demo.ts'
import { opaqueTokens } from './tokens.ts'

type Permission = {
  actions: readonly string[]
  notActions: readonly string[]
  dataActions: readonly string[]
}
type Application = {
  secrets: { value: string; expired: boolean }[]
  /** Federated credentials. */
  trusts: { issuer: string; subject: string; audience: string }[]
  disabled?: boolean
  /** Its permissions on each subscription. */
  grants: Record<string, Permission[]>
}
type StorageAccount = {
  name: string
  subscription: string
  location: string
  created: string
  publicBlobs: boolean
  versioning: boolean
  containers: Map<string, { name: string; size: number; modified: string }[]>
  /** How many polls its creation still takes. At 0 the account exists. */
  pollsLeft: number
}

const contributor = [
  {
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write'],
    dataActions: [],
  },
  // Contributor may not assign roles, which a cluster needs.
  { actions: ['Microsoft.Authorization/roleAssignments/*'], notActions: [], dataActions: [] },
]
/** Storage Blob Data Reader. A role on the account does not include its contents. */
const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
const blobReader = [{ actions: [], notActions: [], dataActions: [blobs] }]
const reader = [{ actions: ['*/read'], notActions: [], dataActions: [] }]
const audience = 'api://AzureADTokenExchange'
const application = (subject: string, disabled = false): Application => ({
  secrets: [
    { value: demo.secret, expired: false },
    { value: demo.expiredSecret, expired: true },
  ],
  trusts: [{ issuer: labseat.issuer, subject, audience }],
  disabled,
  grants: {
    [demo.subscription]: [...contributor, ...blobReader],
    [demo.readOnlySubscription]: reader,
    [demo.disabledSubscription]: contributor,
  },
})

const account = (
  name: string,
  subscription: string,
  change: Partial<StorageAccount> = {},
): [string, StorageAccount] => [
  name,
  {
    ...{
      name,
      subscription,
      location: 'westeurope',
      created: '2026-01-01T09:00:00.000Z',
      publicBlobs: false,
    },
    ...{ versioning: true, containers: new Map(), pollsLeft: 0, ...change },
  },
]

/** The initial contents of the simulated Azure. */
export const azureWorld = () => {
  const applications = new Map([
    [demo.application, application(labseat.uniqueId)],
    [demo.untrustingApplication, application('somebody-else')],
    [demo.disabledApplication, application(labseat.uniqueId, true)],
  ])
  const states = Array.from({ length: 60 }, (_, index) => ({
    name: `runs/${String(index + 1).padStart(3, '0')}/terraform.tfstate`,
    size: 2_048 + index,
    modified: 'Thu, 01 Jan 2026 10:00:00 GMT',
  }))
  const readme = { name: 'readme.txt', size: 120, modified: 'Fri, 02 Jan 2026 09:00:00 GMT' }
  return {
    tenants: new Map([
      [demo.tenant, applications],
      [demo.otherTenant, new Map<string, Application>()],
    ]),
    subscriptions: new Map([
      [demo.subscription, { name: 'Labseat labs', state: 'Enabled' }],
      [demo.readOnlySubscription, { name: 'Labseat archive', state: 'Enabled' }],
      [demo.disabledSubscription, { name: 'Labseat, not paid', state: 'Disabled' }],
      [demo.hiddenSubscription, { name: "Somebody else's", state: 'Enabled' }],
    ]),
    /** Processors in use and the limit, the same in each region. */
    cores: { currentValue: 2, limit: 100 },
    /** In standard support. */
    kubernetesVersions: ['1.37', '1.36', '1.35', '1.34'],
    resourceGroups: new Map<string, string>(),
    storageAccounts: new Map([
      account(demo.storageAccount, demo.subscription, {
        containers: new Map([[demo.container, [readme, ...states]]]),
      }),
      account('labseatpublic', demo.subscription, { publicBlobs: true, versioning: false }),
      account('labseatthird', demo.subscription),
      account(demo.archiveAccount, demo.readOnlySubscription, {
        containers: new Map([[demo.container, [readme]]]),
      }),
      account(demo.takenStorageAccount, demo.hiddenSubscription),
    ]),
    /** The application and the scope of each access token. */
    tokens: opaqueTokens<{ application: Application; scope: string }>(),
  }
}
export type AzureWorld = ReturnType<typeof azureWorld>
