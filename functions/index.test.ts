import { beforeAll, expect, test } from 'vitest'
import { type OperationId, operations } from '../contract/index.ts'
import { type Handler, handlers } from '../pubsub/topics.ts'
import { loadedPackages } from '../testing/loaded-packages.ts'

const words = (list: string) => list.trim().split(/\s+/)

/** The packages that come with each group. Each package makes instances start more slowly. */
const packagesOf = {
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
  calendars: words('ical.js timezones-ical-library'),
  admin: words(`
    firebase-admin debug jose jsonwebtoken jwks-rsa limiter lodash.clonedeep lodash.includes lodash.isboolean lodash.isinteger
    lodash.isnumber lodash.isplainobject lodash.isstring lodash.once lru-cache lru-memoizer ms semver supports-color`),
}
type Group = keyof typeof packagesOf
const headOf: Record<Group, string> = {
  framework: '@google-cloud/functions-framework',
  schemas: 'zod',
  tokens: 'jose',
  firestore: '@google-cloud/firestore',
  pubsub: '@google-cloud/pubsub',
  texts: 'i18next',
  mail: 'nodemailer',
  calendars: 'ical.js',
  admin: 'firebase-admin',
}

const readGroups: Group[] = ['framework', 'schemas', 'tokens', 'firestore']
const publishGroups: Group[] = [...readGroups, 'pubsub']
const special: Partial<Record<OperationId | Handler, Group[]>> = {
  'health-get': ['framework'],
  'auth-register': [...publishGroups, 'admin'],
  'me-revoke-sessions': [...publishGroups, 'admin'],
  'me-change-email': [...publishGroups, 'admin'],
  'auth-record-sign-in': [...publishGroups, 'texts'],
  'me-change-password': [...publishGroups, 'admin', 'texts'],
  'me-delete': [...publishGroups, 'admin', 'texts'],
  'calendars-event': [...readGroups, 'calendars'],
  'calendars-organiser': [...readGroups, 'calendars'],
  'calendars-person': [...readGroups, 'calendars'],
  'users-list': [...readGroups, 'admin'],
  'users-set-role': [...publishGroups, 'texts'],
  'users-suspend': [...publishGroups, 'admin', 'texts'],
  'activity-log': ['framework', 'schemas'],
  'clusters-delete': [...publishGroups, 'texts'],
  'clusters-cancel': [...publishGroups, 'texts'],
  'clusters-update': [...publishGroups, 'texts'],
  'clusters-retry': [...publishGroups, 'texts'],
  'clusters-undo-change': [...publishGroups, 'texts'],
  'clusters-forget': [...publishGroups, 'texts'],
  'clusters-unlock': [...publishGroups, 'texts'],
  'clusters-check-drift': [...publishGroups, 'texts'],
  'runs-approve': [...publishGroups, 'texts'],
  'runs-discard': [...publishGroups, 'texts'],
  'runner-claim': [...publishGroups, 'texts'],
  'runner-progress': [...publishGroups, 'texts'],
  'clusters-start': ['framework', 'schemas', 'firestore', 'texts'],
  'cloud-accounts-create': [...publishGroups, 'texts'],
  'cloud-accounts-verify': [...publishGroups, 'texts'],
  'cloud-accounts-rotate': [...publishGroups, 'texts'],
  'cloud-accounts-check': ['framework', 'schemas', 'firestore', 'pubsub', 'texts'],
  'labs-attach': [...publishGroups, 'texts'],
  'labs-remove': [...publishGroups, 'texts'],
  'labs-extend': [...publishGroups, 'texts'],
  'events-message': [...publishGroups, 'texts'],
  'labs-end-rehearsal': [...publishGroups, 'texts'],
  'labs-build': ['framework', 'schemas', 'firestore', 'pubsub', 'texts'],
  'labs-serve': ['framework', 'schemas', 'firestore', 'pubsub'],
  'people-welcome': ['framework', 'schemas', 'firestore', 'pubsub', 'texts'],
  'notifications-deliver': ['framework', 'schemas', 'firestore', 'pubsub', 'admin', 'texts', 'mail'],
  'reviews-create': [...publishGroups, 'texts'],
  'registrations-cancel': [...publishGroups, 'texts'],
  'registrations-settle': ['framework', 'schemas', 'firestore', 'pubsub', 'texts'],
  'dead-letters-store': ['framework', 'schemas', 'firestore'],
  'sweep-run': ['framework', 'schemas', 'firestore', 'pubsub', 'admin', 'texts'],
}
const functions: [name: string, groups: Group[]][] = [
  ...operations.map(({ id, method }): [string, Group[]] => [
    id,
    special[id] ?? (method === 'get' ? readGroups : publishGroups),
  ]),
  ...handlers.map((name): [string, Group[]] => [name, special[name] ?? []]),
]

let loaded: Map<string, string[]>
beforeAll(async () => {
  loaded = await loadedPackages(...functions.map(([name]) => name))
}, 600_000)

test.each(functions)('%s loads only the packages that it needs', (name, groups) => {
  const packages = loaded.get(name) ?? []
  const allowed = groups.flatMap((group) => packagesOf[group])
  expect(packages.filter((name) => !allowed.includes(name))).toEqual([])
  expect(packages).toEqual(expect.arrayContaining(groups.map((group) => headOf[group])))
})

test.each(['events-list', 'me-delete', 'notifications-deliver'])(
  '%s loads the same packages in a process of one function',
  async (name) => {
    expect(await loadedPackages(name)).toEqual(new Map([[name, loaded.get(name)]]))
  },
)
