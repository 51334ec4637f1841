/** The names in the simulated Azure and Google Cloud, for the demo and for tests. */

/** Labseat's own Google service account. */
export const labseat = {
  email: 'labseat@labseat-cloud.iam.gserviceaccount.com',
  uniqueId: '104857600000000000001',
  issuer: 'https://accounts.google.com',
} as const

const uuid = (last: string) => `5eab1ab5-0000-4000-8000-${last.padStart(12, '0')}`

export const azure = {
  tenant: uuid('a0'),
  /** An existing tenant without applications. */
  otherTenant: uuid('a1'),
  /** No tenant has this id. */
  unknownTenant: uuid('aff'),
  subscription: uuid('b0'),
  /** Visible, with only the role Reader. */
  readOnlySubscription: uuid('b1'),
  /** Visible, but disabled. */
  disabledSubscription: uuid('b2'),
  /** It exists, but no application has a role on it. */
  hiddenSubscription: uuid('b3'),
  /** Has a secret, an expired secret, and a federated credential that trusts Labseat. */
  application: uuid('c0'),
  secret: 'demo8Q~azure-client-secret-that-works_1',
  expiredSecret: 'demo8Q~azure-client-secret-now-expired1',
  wrongSecret: 'demo8Q~azure-client-secret-nobody-has_1',
  /** Has a federated credential that trusts another identity. */
  untrustingApplication: uuid('c1'),
  /** Disabled in its tenant. */
  disabledApplication: uuid('c2'),
  /** No tenant knows this application. */
  unknownApplication: uuid('cff'),
  storageAccount: 'labseatstate',
  container: 'labseat-state',
  /** In the read-only subscription. Reader sees the account, but not its contents. */
  archiveAccount: 'labseatarchive',
  /** It belongs to another customer. Names are unique worldwide. */
  takenStorageAccount: 'takenaccount',
} as const

/** The DNS zones of the subscription and of the project. */
export const dnsZones: readonly string[] = ['labs.labseat.test', 'teaching.labseat.test']

export const google = {
  project: 'labseat-labs',
  /** The service accounts may read, but not create. */
  readOnlyProject: 'labseat-archive',
  /** It exists, but no account has a role in it. */
  hiddenProject: 'somebody-elses',
  /** Its APIs are not enabled. */
  newProject: 'labseat-brand-new',
  /** Has a key. */
  account: 'labs@labseat-labs.iam.gserviceaccount.com',
  disabledAccount: 'disabled@labseat-labs.iam.gserviceaccount.com',
  /** Its key file is left over from the deleted account. */
  deletedAccount: 'deleted@labseat-labs.iam.gserviceaccount.com',
  /** Lets Labseat act as it. */
  impersonated: 'keyless@labseat-labs.iam.gserviceaccount.com',
  /** Does not let Labseat act as it. */
  untrusting: 'untrusting@labseat-labs.iam.gserviceaccount.com',
  bucket: 'labseat-labs-state',
  /** It belongs to another customer. Names are unique worldwide. */
  takenBucket: 'taken-bucket',
  kmsKey: 'projects/labseat-cloud/locations/europe-west1/keyRings/labseat/cryptoKeys/accounts',
} as const
