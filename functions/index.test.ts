import { beforeAll, expect, test } from 'vitest'
import { type OperationId, operations } from '../contract/index.ts'
import { type Handler, topics } from '../pubsub/topics.ts'
import { loadedPackages } from '../testing/loaded-packages.ts'

const words = (list: string) => list.trim().split(/\s+/)

/** What each of the packages that functions import brings along. Whoever adds to these makes instances start slower. */
const brought = {
  framework: words('@google-cloud/functions-framework'),
  schemas: words('zod'),
  tokens: words('jose'),
  firestore: words(`
    @google-cloud/firestore @google-cloud/firestore-api @grpc/grpc-js @grpc/proto-loader @js-sdsl/ordered-map @opentelemetry/api
    @protobufjs/aspromise @protobufjs/base64 @protobufjs/codegen @protobufjs/eventemitter @protobufjs/fetch @protobufjs/float
    @protobufjs/path @protobufjs/pool @protobufjs/utf8 base64-js bignumber.js duplexify ecdsa-sig-formatter end-of-stream extend
    fast-deep-equal gaxios gcp-metadata google-auth-library google-gax google-logging-utils inherits json-bigint jwa jws
    lodash.camelcase long object-hash once proto3-json-serializer protobufjs readable-stream retry-request safe-buffer stream-shift
    util-deprecate wrappy`),
  pubsub: words(`
    @google-cloud/pubsub @google-cloud/paginator @google-cloud/precise-date @google-cloud/projectify @google-cloud/promisify
    @opentelemetry/core @opentelemetry/semantic-conventions arrify gtoken heap-js is-stream-ended lodash.snakecase p-defer`),
  texts: words('i18next'),
  mail: words('nodemailer'),
  admin: words(`
    firebase-admin debug jose jsonwebtoken jwks-rsa limiter lodash.clonedeep lodash.includes lodash.isboolean lodash.isinteger
    lodash.isnumber lodash.isplainobject lodash.isstring lodash.once lru-cache lru-memoizer ms semver supports-color`),
}
type Group = keyof typeof brought
const headOf: Record<Group, string> = {
  framework: '@google-cloud/functions-framework',
  schemas: 'zod',
  tokens: 'jose',
  firestore: '@google-cloud/firestore',
  pubsub: '@google-cloud/pubsub',
  texts: 'i18next',
  mail: 'nodemailer',
  admin: 'firebase-admin',
}

const reads: Group[] = ['framework', 'schemas', 'tokens', 'firestore']
const publishes: Group[] = [...reads, 'pubsub']
const special: Partial<Record<OperationId | Handler, Group[]>> = {
  'health-get': ['framework'],
  'auth-register': [...publishes, 'admin'],
  'me-revoke-sessions': [...publishes, 'admin'],
  'me-change-email': [...publishes, 'admin'],
  'me-change-password': [...publishes, 'admin'],
  'me-delete': [...publishes, 'admin', 'texts'],
  'users-list': [...reads, 'admin'],
  'users-set-role': [...publishes, 'texts'],
  'users-suspend': [...publishes, 'texts'],
  'activity-log': ['framework', 'schemas'],
  'clusters-delete': [...publishes, 'texts'],
  'clusters-cancel': [...publishes, 'texts'],
  'clusters-update': [...publishes, 'texts'],
  'clusters-retry': [...publishes, 'texts'],
  'clusters-check-drift': [...publishes, 'texts'],
  'runs-approve': [...publishes, 'texts'],
  'runs-discard': [...publishes, 'texts'],
  'runner-claim': [...publishes, 'texts'],
  'runner-progress': [...publishes, 'texts'],
  'clusters-start': ['framework', 'schemas', 'firestore', 'texts'],
  'cloud-accounts-create': [...publishes, 'texts'],
  'cloud-accounts-verify': [...publishes, 'texts'],
  'cloud-accounts-rotate': [...publishes, 'texts'],
  'cloud-accounts-check': ['framework', 'schemas', 'firestore', 'pubsub', 'texts'],
  'people-welcome': ['framework', 'schemas', 'firestore', 'pubsub', 'texts'],
  'notifications-deliver': ['framework', 'schemas', 'firestore', 'pubsub', 'admin', 'texts', 'mail'],
  'reviews-create': [...publishes, 'texts'],
  'registrations-cancel': [...publishes, 'texts'],
  'registrations-settle': ['framework', 'schemas', 'firestore', 'pubsub', 'texts'],
  'sweep-run': ['framework', 'schemas', 'firestore', 'pubsub', 'admin', 'texts'],
}
const functions: [name: string, groups: Group[]][] = [
  ...operations.map(({ id, method }): [string, Group[]] => [
    id,
    special[id] ?? (method === 'get' ? reads : publishes),
  ]),
  ...[...new Set(topics.map(({ handler }) => handler))].map((name): [string, Group[]] => [
    name,
    special[name] ?? [],
  ]),
]

let loaded: Map<string, string[]>
beforeAll(async () => {
  loaded = await loadedPackages(...functions.map(([name]) => name))
}, 600_000)

test.each(functions)('%s starts with nothing it does not need', (name, groups) => {
  const packages = loaded.get(name) ?? []
  const allowed = groups.flatMap((group) => brought[group])
  expect(packages.filter((name) => !allowed.includes(name))).toEqual([])
  expect(packages).toEqual(expect.arrayContaining(groups.map((group) => headOf[group])))
})

test.each(['events-list', 'me-delete', 'notifications-deliver'])(
  '%s loads the same packages in a process of one function',
  async (name) => {
    expect(await loadedPackages(name)).toEqual(new Map([[name, loaded.get(name)]]))
  },
)
