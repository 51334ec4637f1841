/** Who and what is known to the simulated Azure and Google Cloud: for the demo, and for tests. */

/** As whom Labseat itself runs there. */
export const labseat = {
  email: 'labseat@labseat-cloud.iam.gserviceaccount.com',
  uniqueId: '104857600000000000001',
  issuer: 'https://accounts.google.com',
} as const

const uuid = (last: string) => `5eab1ab5-0000-4000-8000-${last.padStart(12, '0')}`

export const azure = {
  tenant: uuid('a0'),
  /** A tenant that exists, and knows none of the applications. */
  otherTenant: uuid('a1'),
  /** No tenant has this id. */
  unknownTenant: uuid('aff'),
  subscription: uuid('b0'),
  /** Visible, but with the role Reader only. */
  readOnlySubscription: uuid('b1'),
  /** Visible, but switched off. */
  disabledSubscription: uuid('b2'),
  /** It exists, and nobody was given a role on it. */
  hiddenSubscription: uuid('b3'),
  /** Has a secret, an expired secret, and a federated credential that trusts Labseat. */
  application: uuid('c0'),
  secret: 'demo8Q~azure-client-secret-that-works_1',
  expiredSecret: 'demo8Q~azure-client-secret-now-expired1',
  wrongSecret: 'demo8Q~azure-client-secret-nobody-has_1',
  /** Has a federated credential that trusts somebody else. */
  untrustingApplication: uuid('c1'),
  /** Switched off in its tenant. */
  disabledApplication: uuid('c2'),
  /** No tenant knows this application. */
  unknownApplication: uuid('cff'),
  storageAccount: 'labseatstate',
  container: 'labseat-state',
  /** In the read-only subscription: who may see the account may not see what lies in it. */
  archiveAccount: 'labseatarchive',
  /** Somebody else's, anywhere in the world. */
  takenStorageAccount: 'takenaccount',
} as const

export const google = {
  project: 'labseat-labs',
  /** The accounts may look, and not build. */
  readOnlyProject: 'labseat-archive',
  /** It exists, and nobody was given a role in it. */
  hiddenProject: 'somebody-elses',
  /** Its APIs are not enabled. */
  newProject: 'labseat-brand-new',
  /** Has a key. */
  account: 'labs@labseat-labs.iam.gserviceaccount.com',
  disabledAccount: 'disabled@labseat-labs.iam.gserviceaccount.com',
  /** Its key is one that no account has (any more). */
  deletedAccount: 'deleted@labseat-labs.iam.gserviceaccount.com',
  /** Lets Labseat act as it. */
  impersonated: 'keyless@labseat-labs.iam.gserviceaccount.com',
  /** Does not. */
  untrusting: 'untrusting@labseat-labs.iam.gserviceaccount.com',
  bucket: 'labseat-labs-state',
  /** Somebody else's, anywhere in the world. */
  takenBucket: 'taken-bucket',
  kmsKey: 'projects/labseat-cloud/locations/europe-west1/keyRings/labseat/cryptoKeys/accounts',
} as const
