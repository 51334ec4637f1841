import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Json } from '../google.ts'
import { bucketPolicy, type Grant, policyAt, policyResource } from '../policy.ts'
import { create, type Resource, restResource, type Session, unchanged } from '../resource.ts'
import {
  accountNames,
  cloudAccountsKey,
  deploymentBucket,
  functionAccounts,
  hmacSecret,
  keyRing,
  locationPath,
  memberOf,
  oidcSecret,
  projectPath,
  repositoryName,
  sandboxBucket,
  smtpSecret,
  type Target,
} from '../target.ts'

const isOurs = (target: Target) => {
  const members = new Set<string>(accountNames.map((name) => memberOf(target, name)))
  return (member: string) => members.has(member)
}

const keyPath = (target: Target) =>
  `cloudkms.googleapis.com/v1/${locationPath(target)}/keyRings/${keyRing}/cryptoKeys/${cloudAccountsKey}`
const keyRotationSeconds = 90 * 24 * 3600

const keys = (target: Target): Resource[] => {
  const rings = `cloudkms.googleapis.com/v1/${locationPath(target)}/keyRings`
  const stays = { stays: 'Cloud KMS deletes no key ring and no key' }
  return [
    restResource({
      id: `key ring ${keyRing}`,
      phase: 'once',
      group: 'key ring',
      path: `${rings}/${keyRing}`,
      desired: {},
      creation: { path: `${rings}?keyRingId=${keyRing}` },
      remove: stays,
    }),
    restResource({
      id: `key ${cloudAccountsKey}`,
      phase: 'once',
      group: 'key',
      idle: '0.06 USD for each version; there is a new version every 90 days',
      path: keyPath(target),
      desired: { purpose: 'ENCRYPT_DECRYPT', rotationPeriod: `${keyRotationSeconds}s` },
      creation: {
        path: `${rings}/${keyRing}/cryptoKeys?cryptoKeyId=${cloudAccountsKey}`,
        createOnly: { nextRotationTime: new Date(Date.now() + keyRotationSeconds * 1000).toISOString() },
      },
      remove: stays,
    }),
    policyResource({
      id: `roles on key ${cloudAccountsKey}`,
      phase: 'once',
      group: 'roles on key and secrets',
      api: policyAt(keyPath(target)),
      grants: [
        ['roles/cloudkms.cryptoKeyEncrypterDecrypter', memberOf(target, 'clouds')],
        // The daily check compares a secret's key version with the primary version.
        ['roles/cloudkms.viewer', memberOf(target, 'clouds')],
      ],
      isOurs: isOurs(target),
    }),
  ]
}

const secretPath = (target: Target, name: string) =>
  `secretmanager.googleapis.com/v1/${projectPath(target)}/secrets/${name}`
const secretCost = '0.06 USD for each version'

const secret = (target: Target, name: string): Resource =>
  restResource({
    id: `secret ${name}`,
    phase: 'once',
    group: 'secrets',
    path: secretPath(target, name),
    desired: { replication: { automatic: {} } },
    creation: { path: `secretmanager.googleapis.com/v1/${projectPath(target)}/secrets?secretId=${name}` },
    mutation: undefined,
    remove: { stays: 'a secret that is lost makes links and digests useless' },
  })

const readVersion = async ({ google, facts }: Session, target: Target, name: string): Promise<boolean> => {
  const newest = await google.find(`${secretPath(target, name)}/versions/latest`)
  if (newest) facts.secretVersions.set(name, newest.name.split('/').at(-1))
  return newest !== undefined
}
const addVersion = ({ google }: Session, target: Target, name: string, value: string) =>
  google.call('POST', `${secretPath(target, name)}:addVersion`, {
    payload: { data: Buffer.from(value).toString('base64') },
  })

const secretValue = (
  target: Target,
  name: string,
  read: () => { value: string } | { person: string },
): Resource => ({
  id: `value of ${name}`,
  phase: 'once',
  group: 'values of secrets',
  hasFacts: true,
  idle: secretCost,
  compare: async (session) => {
    if (await readVersion(session, target, name)) return unchanged
    const source = read()
    return 'person' in source ? { verb: 'person', details: [source.person] } : create()
  },
  apply: async (session) => {
    const source = read()
    if ('value' in source) {
      await addVersion(session, target, name, source.value)
      await readVersion(session, target, name)
    }
  },
  remove: { stays: 'it is part of the secret' },
})

/** A set with one RSA key, which signs ID tokens (server/oidc/signing-keys.ts). */
const createSigningKeys = (): string => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return JSON.stringify({ keys: [privateKey.export({ format: 'jwk' })] })
}

const secrets = (target: Target): Resource[] => [
  ...[hmacSecret, oidcSecret, smtpSecret].map((name) => secret(target, name)),
  secretValue(target, hmacSecret, () => ({ value: randomBytes(48).toString('base64') })),
  secretValue(target, oidcSecret, () => ({ value: createSigningKeys() })),
  secretValue(target, smtpSecret, () => {
    const value = process.env.LABSEAT_SMTP_URL
    return value
      ? { value }
      : {
          person:
            'Set LABSEAT_SMTP_URL=smtps://USER:PASSWORD@HOST for this command, once. Percent-encode both.',
        }
  }),
  policyResource({
    id: `roles on ${hmacSecret}`,
    phase: 'once',
    group: 'roles on key and secrets',
    api: policyAt(secretPath(target, hmacSecret)),
    grants: functionAccounts.map(
      (name): Grant => ['roles/secretmanager.secretAccessor', memberOf(target, name)],
    ),
    isOurs: isOurs(target),
  }),
  policyResource({
    id: `roles on ${oidcSecret}`,
    phase: 'once',
    group: 'roles on key and secrets',
    api: policyAt(secretPath(target, oidcSecret)),
    grants: [['roles/secretmanager.secretAccessor', memberOf(target, 'oidc')]],
    isOurs: isOurs(target),
  }),
  policyResource({
    id: `roles on ${smtpSecret}`,
    phase: 'once',
    group: 'roles on key and secrets',
    api: policyAt(secretPath(target, smtpSecret)),
    grants: [['roles/secretmanager.secretAccessor', memberOf(target, 'accounts')]],
    isOurs: isOurs(target),
  }),
]

/** Keeps images of the ten newest deployments, and deletes others after 30 days. */
const cleanupPolicies: Json = {
  'keep-newest': { id: 'keep-newest', action: 'KEEP', mostRecentVersions: { keepCount: 10 } },
  'delete-old': { id: 'delete-old', action: 'DELETE', condition: { olderThan: `${30 * 24 * 3600}s` } },
}

const images = (target: Target): Resource[] => {
  const path = `artifactregistry.googleapis.com/v1/${locationPath(target)}/repositories`
  return [
    restResource({
      id: `repository ${repositoryName}`,
      phase: 'once',
      group: 'repository',
      idle: '0.10 USD a GiB: about six images of 0.1 to 1 GiB for each deployment of the last 30 days',
      path: `${path}/${repositoryName}`,
      desired: { format: 'DOCKER', cleanupPolicies },
      creation: { path: `${path}?repositoryId=${repositoryName}` },
    }),
    policyResource({
      id: `roles on repository ${repositoryName}`,
      phase: 'once',
      group: 'roles on key and secrets',
      api: policyAt(`${path}/${repositoryName}`),
      grants: [['roles/artifactregistry.writer', memberOf(target, 'build')]],
      isOurs: isOurs(target),
    }),
  ]
}

const bucket = (
  target: Target,
  name: string,
  settings: Json,
  idle: string,
  remove: Resource['remove'],
): Resource =>
  restResource({
    id: `bucket ${name}`,
    phase: 'once',
    group: 'buckets',
    idle,
    path: `storage.googleapis.com/storage/v1/b/${name}`,
    desired: {
      name,
      iamConfiguration: { uniformBucketLevelAccess: { enabled: true }, publicAccessPrevention: 'enforced' },
      ...settings,
    },
    creation: {
      path: `storage.googleapis.com/storage/v1/b?project=${target.projectId}`,
      createOnly: { location: target.region.toUpperCase() },
    },
    mutation: { mask: false },
    remove,
  })

const buckets = (target: Target): Resource[] => [
  bucket(
    target,
    deploymentBucket(target),
    {
      // Sources are needed for the length of a build. Records of releases stay, for roll-back.
      lifecycle: {
        rule: [{ action: { type: 'Delete' }, condition: { age: 7, matchesPrefix: ['source/'] } }],
      },
    },
    'under 0.01 USD',
    { stays: 'it has the record of each release' },
  ),
  bucket(
    target,
    sandboxBucket(target),
    // Terraform's state has sensitive values and no second copy.
    { versioning: { enabled: true } },
    'under 0.01 USD',
    { stays: 'it has the state of sandbox clusters' },
  ),
  policyResource({
    id: `roles on bucket ${deploymentBucket(target)}`,
    phase: 'once',
    group: 'roles on buckets',
    api: bucketPolicy(deploymentBucket(target)),
    grants: [
      ['roles/storage.objectAdmin', memberOf(target, 'deploy')],
      ['roles/storage.objectViewer', memberOf(target, 'build')],
    ],
    isOurs: isOurs(target),
  }),
  policyResource({
    id: `roles on bucket ${sandboxBucket(target)}`,
    phase: 'once',
    group: 'roles on buckets',
    api: bucketPolicy(sandboxBucket(target)),
    grants: [['roles/storage.objectUser', memberOf(target, 'sandbox')]],
    isOurs: isOurs(target),
  }),
]

/** Where secrets, keys, images and states lie. */
export const storageResources = (target: Target): Resource[] => [
  ...keys(target),
  ...secrets(target),
  ...images(target),
  ...buckets(target),
]
