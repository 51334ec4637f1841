import { randomBytes } from 'node:crypto'
import { neededPermissions } from '../../../domain/cloud-permissions.ts'
import { google as demo } from './demo.ts'
import { keyPair, opaqueTokens } from './tokens.ts'

type KeyPair = ReturnType<typeof keyPair>
type Account = {
  key?: KeyPair
  keyId: string
  disabled?: boolean
  deleted?: boolean
  /** Whether Labseat may act as it. */
  trusts?: boolean
  /** Its permissions in each project. */
  grants: Record<string, readonly string[]>
}
export type StoredObject = { name: string; size: number; updated: string }
type GoogleBucket = {
  name: string
  project: string
  created: string
  settings: Record<string, unknown>
  objects: StoredObject[]
}

const readPermissions = [
  'storage.buckets.list',
  'storage.buckets.get',
  'storage.objects.list',
  'storage.objects.get',
]
const everywhere = {
  [demo.project]: [...neededPermissions.gcp, 'storage.buckets.create'],
  [demo.readOnlyProject]: readPermissions,
  [demo.newProject]: readPermissions,
}

/** The initial contents of the simulated Google Cloud. */
export const googleWorld = () => {
  const keyId = () => randomBytes(20).toString('hex')
  const accounts = new Map<string, Account>([
    [demo.account, { key: keyPair(), keyId: keyId(), grants: everywhere }],
    [demo.disabledAccount, { key: keyPair(), keyId: keyId(), disabled: true, grants: everywhere }],
    [demo.deletedAccount, { key: keyPair(), keyId: keyId(), deleted: true, grants: {} }],
    [demo.impersonated, { keyId: keyId(), trusts: true, grants: everywhere }],
    [demo.untrusting, { keyId: keyId(), grants: everywhere }],
  ])
  const objects = Array.from({ length: 60 }, (_, index) => ({
    name: `runs/${String(index + 1).padStart(3, '0')}/terraform.tfstate`,
    size: 2_048 + index,
    updated: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
  }))
  const buckets = new Map<string, GoogleBucket>()
  const add = (
    name: string,
    project: string,
    settings: Record<string, unknown>,
    contents: StoredObject[] = [],
  ) => buckets.set(name, { name, project, created: '2026-01-01T09:00:00.000Z', settings, objects: contents })
  add(
    demo.bucket,
    demo.project,
    {
      location: 'EUROPE-WEST1',
      versioning: { enabled: true },
      iamConfiguration: { publicAccessPrevention: 'enforced', uniformBucketLevelAccess: { enabled: true } },
    },
    [{ name: 'readme.txt', size: 120, updated: '2026-01-02T09:00:00.000Z' }, ...objects],
  )
  add('labseat-labs-public', demo.project, {
    location: 'US',
    iamConfiguration: { publicAccessPrevention: 'inherited' },
  })
  add(demo.takenBucket, demo.hiddenProject, { location: 'US' })
  return {
    accounts,
    buckets,
    projects: new Map<string, { name: string; number: string; enabled: boolean }>([
      [demo.project, { name: 'Labseat labs', number: '100200300401', enabled: true }],
      [demo.readOnlyProject, { name: 'Labseat archive', number: '100200300402', enabled: true }],
      [demo.hiddenProject, { name: "Somebody else's", number: '100200300403', enabled: true }],
      [demo.newProject, { name: 'Brand new', number: '100200300404', enabled: false }],
    ]),
    /** Processors in use and the limit, the same in each region. */
    processors: { usage: 2, limit: 72 },
    /** In GKE's Regular channel. */
    kubernetesVersions: ['1.36', '1.35'],
    /** The service account's e-mail address of each access token. */
    tokens: opaqueTokens<string>(),
    /** The key that signs the metadata server's identity tokens. */
    ownKey: keyPair(),
    /** The key file of an account, as Google's console downloads it. */
    keyFile: (email: string) => {
      const { key, keyId } = accounts.get(email)!
      return {
        type: 'service_account',
        project_id: demo.project,
        private_key_id: keyId,
        private_key: key!.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        client_email: email,
        client_id: '104857600000000000002',
        auth_uri: 'https://accounts.google.com/o/oauth2/auth',
        token_uri: 'https://oauth2.googleapis.com/token',
        auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
        client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(email)}`,
        universe_domain: 'googleapis.com',
      }
    },
  }
}
export type GoogleWorld = ReturnType<typeof googleWorld>
