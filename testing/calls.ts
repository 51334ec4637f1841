import type { ProblemCode } from '../contract/problems.ts'
import type { Action } from '../domain/roles.ts'
import { azure as azureDemo } from '../scripts/stack/clouds/demo.ts'
import { createUnsubscribeToken } from '../server/notify/mail-token.ts'
import { azureSecret } from './cloud-accounts.ts'
import { workshop } from './events.ts'
import { type Person, password, unique } from './people.ts'
import { shown } from './runner-clusters.ts'
import type { World } from './world.ts'

/** How an operation is called so that it succeeds: what a test of its refusals starts from. */
export type Call = {
  /** Who may is another row of domain/roles.ts than the one of the operation's name. */
  action?: Action
  /** Olga unless told. */
  as?: (world: World) => Person
  params?: (world: World) => Record<string, string>
  /** Names what is somebody else's, where `params` says `me`. */
  others?: (world: World) => Record<string, string>
  /** Every field of the query, with a value it takes. */
  query?: Record<string, string>
  /** Every field of the body, with a value it takes. */
  body?: (world: World) => Record<string, unknown>
  /** What it answers then. */
  status: number
  /** Who or what is refused, beyond what any operation refuses. */
  refused?: readonly Refused[]
}
export type Refused = Pick<Call, 'as' | 'params' | 'body'> & { what: string; code: ProblemCode }

const sam = ({ sam }: World) => sam
const erik = ({ erik }: World) => erik
const adam = ({ adam }: World) => adam
const otto = ({ otto }: World) => otto
const ofSandbox = ({ account }: World) => ({ accountId: account.id })
const ofAzure = ({ storage }: World) => ({ accountId: storage.id })
const inContainer = ({ storage }: World) => ({ accountId: storage.id, bucket: azureDemo.storageAccount })
const checkId = '0b0f6f1e-6f0a-4b53-9a4e-2f6f3f1c9d11'
const wrongSecret = () => azureSecret({ clientSecret: azureDemo.wrongSecret })
const cluster = (which: keyof World['clusters']) => (world: World) => ({
  clusterId: world.clusters?.[which].clusterId ?? '',
})
const clusterRun = (which: keyof World['clusters']) => (world: World) => ({
  ...cluster(which)(world),
  runId: world.clusters?.[which].runId ?? '',
})
const attemptOf = (which: keyof World['clusters']) => (world: World) => ({
  ...clusterRun(which)(world),
  attempt: 1,
})
const wholeCluster = ({ account }: World) => ({
  accountId: account?.id ?? '',
  name: 'workshop',
  region: 'local',
  stateBucket: 'labseat',
  services: ['vscode', 'jupyterhub'],
  kubernetesVersion: '1.31',
  vpcCidr: '10.7.0.0/16',
  publicSubnets: ['10.7.0.0/20'],
  privateSubnets: ['10.7.128.0/20'],
  approval: 'manual',
  nodes: { type: 'small', min: 1, max: 2 },
  expiresAt: inDays(2),
  budget: { amount: 5000, currency: 'USD' },
  eventId: 'an-event',
})
const refusedCluster = (what: string, change: object): Refused => ({
  what,
  body: (world) => ({ ...wholeCluster(world), ...change }),
  code: 'invalid-input',
})
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600_000).toISOString()
const inEvent = ({ event }: World) => ({ eventId: event.id })
const inBegun = ({ begun }: World) => ({ eventId: begun.id })
const inDraft = ({ draft }: World) => ({ eventId: draft.id })
const ofErik = ({ event, erik }: World) => ({ eventId: event.id, userId: erik.uid })
const ofSam = ({ sam }: World) => ({ uid: sam.uid })
const ofAdam = ({ adam }: World) => ({ uid: adam.uid })
const ofNotice = ({ notice }: World) => ({ notificationId: notice })

const wholeEvent = () =>
  workshop({
    location: {
      kind: 'hybrid',
      name: 'Room 4',
      address: '4 Main Street',
      url: 'https://meet.labseat.test/k8s',
    },
    price: { amount: 2500, currency: 'EUR' },
  })
const eventChange = () => {
  const { state: _state, ...change } = wholeEvent()
  return change
}

/** A stranger is told of a published event that it is not theirs, and of a draft that there is none. */
const organisersOnly: readonly Refused[] = [
  { what: "somebody else's event", as: sam, params: inEvent, code: 'forbidden' },
  { what: "somebody else's draft", as: sam, params: inDraft, code: 'not-found' },
  { what: 'who only has a seat', as: erik, params: inEvent, code: 'forbidden' },
]
const tags = (count: number) => Array.from({ length: count }, (_, index) => `tag ${index}`)
const choosing = (preferences: object) => ({ preferences })
const named = (username: string) => ({ username })
const changing = (newPassword: string, currentPassword = password) => ({ currentPassword, newPassword })
/** One pixel, as PNG. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"/>'
const picture = (bytes: string) => ({ image: Buffer.from(bytes, 'latin1').toString('base64') })
const pages = { limit: '5', cursor: '' }

export const calls: Readonly<Record<string, Call>> = {
  'auth-register': {
    body: ({ newcomer }) => newcomer,
    status: 201,
    refused: [
      {
        what: 'a username that is taken',
        body: ({ newcomer, olga }) => ({ ...newcomer, username: olga.username }),
        code: 'username-taken',
      },
      {
        what: 'a username that is reserved',
        body: ({ newcomer }) => ({ ...newcomer, username: 'admin' }),
        code: 'username-taken',
      },
      {
        what: 'a password of 7 characters',
        body: ({ newcomer }) => ({ ...newcomer, password: '1234567' }),
        code: 'password-too-short',
      },
      {
        what: 'one of the commonest passwords',
        body: ({ newcomer }) => ({ ...newcomer, password: 'PassWord1' }),
        code: 'password-too-common',
      },
      {
        what: 'an address that is none',
        body: ({ newcomer }) => ({ ...newcomer, email: 'nina@' }),
        code: 'invalid-input',
      },
    ],
  },
  'usernames-get': { params: () => ({ username: `free-${unique()}` }), status: 200 },
  'me-get': { status: 200 },
  'auth-record-sign-in': { status: 204 },
  'auth-resend-verification': { status: 202 },
  'auth-request-password-reset': {
    body: ({ newcomer }) => ({ email: newcomer.email }),
    status: 202,
    refused: [{ what: 'an address that is none', body: () => ({ email: 'nina@' }), code: 'invalid-input' }],
  },
  'me-change-email': {
    body: () => ({ email: `olga-${unique()}@labseat.test`, currentPassword: password }),
    status: 202,
    refused: [
      {
        what: 'a wrong password',
        body: () => ({ email: `olga-${unique()}@labseat.test`, currentPassword: 'labseat' }),
        code: 'wrong-password',
      },
      {
        what: 'no password',
        body: () => ({ email: `olga-${unique()}@labseat.test` }),
        code: 'wrong-password',
      },
      {
        what: 'the address there is',
        body: ({ olga }) => ({ email: olga.email.toUpperCase(), currentPassword: password }),
        code: 'invalid-input',
      },
      {
        what: 'who has no account at Firebase',
        as: ({ erik }) => erik,
        body: () => ({ email: `erik-${unique()}@labseat.test` }),
        code: 'recent-sign-in-required',
      },
    ],
  },
  'me-revoke-sessions': { status: 200 },
  'me-update': {
    body: () => ({
      firstName: 'Olga',
      lastName: 'Organiser',
      interests: ['kubernetes'],
      preferences: {
        language: 'en',
        timeZone: 'Europe/Berlin',
        theme: 'dark',
        mail: { registrations: true, events: true, organising: false, account: true, clusters: true },
      },
    }),
    status: 200,
    refused: [
      { what: '21 interests', body: () => ({ interests: tags(21) }), code: 'invalid-input' },
      { what: 'an interest twice', body: () => ({ interests: ['go', 'Go '] }), code: 'invalid-input' },
      {
        what: 'a zone nobody lives in',
        body: () => choosing({ timeZone: 'Mars/Phobos' }),
        code: 'invalid-input',
      },
      {
        what: 'a language we do not speak',
        body: () => choosing({ language: 'tlh' }),
        code: 'invalid-input',
      },
      { what: 'a theme that is none', body: () => choosing({ theme: 'pink' }), code: 'invalid-input' },
    ],
  },
  'me-change-username': {
    body: () => ({ username: `olga-${unique()}` }),
    status: 200,
    refused: [
      { what: 'a name that is taken', body: ({ erik }) => named(erik.username), code: 'username-taken' },
      { what: 'a reserved name', body: () => named('admin'), code: 'username-taken' },
      { what: '2 characters', body: () => named('ab'), code: 'invalid-input' },
      { what: '31 characters', body: () => named('a'.repeat(31)), code: 'invalid-input' },
      { what: 'upper case', body: () => named('Olga'), code: 'invalid-input' },
      { what: 'a Cyrillic look-alike', body: () => named('\u043elga'), code: 'invalid-input' },
      { what: 'a full-width look-alike', body: () => named('\uff4flga'), code: 'invalid-input' },
      { what: 'a letter and its accent apart', body: () => named('ola\u0301'), code: 'invalid-input' },
      { what: 'a zero-width space', body: () => named('ol\u200bga'), code: 'invalid-input' },
      { what: 'a path', body: () => named('../ad'), code: 'invalid-input' },
    ],
  },
  'me-change-password': {
    body: () => changing('a better one than before'),
    status: 200,
    refused: [
      {
        what: 'a wrong current password',
        body: () => changing('a better one', 'labseat'),
        code: 'wrong-password',
      },
      { what: 'no current password', body: () => changing('a better one', ''), code: 'wrong-password' },
      { what: 'the same password again', body: () => changing(password), code: 'password-reused' },
      { what: 'a password of 7 characters', body: () => changing('1234567'), code: 'password-too-short' },
      { what: 'one of the commonest', body: () => changing('Iloveyou2'), code: 'password-too-common' },
      {
        what: 'who signs in without a password',
        as: erik,
        body: () => changing('a better one'),
        code: 'wrong-password',
      },
    ],
  },
  'me-set-avatar': {
    body: () => ({ image: dot }),
    status: 200,
    refused: [
      { what: 'a drawing that can run scripts', body: () => picture(svg), code: 'invalid-input' },
      {
        what: 'a page',
        body: () => picture('<!doctype html><script>alert(1)</script>'),
        code: 'invalid-input',
      },
      { what: 'the beginning of a picture', body: () => picture('\xff\xd8\xff'), code: 'invalid-input' },
      {
        what: 'what is not base64',
        body: () => ({ image: 'data:image/png;base64,' }),
        code: 'invalid-input',
      },
      { what: '301 KB', body: () => picture('a'.repeat(301 * 1024)), code: 'invalid-input' },
    ],
  },
  'me-delete-avatar': { status: 204 },
  'me-export': { status: 200 },
  'me-delete': {
    as: sam,
    status: 204,
    refused: [{ what: 'who has an event to come', as: ({ olga }) => olga, code: 'has-events' }],
  },
  'avatars-get': { params: ({ olga }) => ({ uid: olga.uid }), query: { v: '1' }, status: 200 },
  'events-create': { body: wholeEvent, status: 201 },
  'events-list': {
    query: {
      ...pages,
      query: 'kubernetes',
      tag: 'go',
      from: '2030-01-01T00:00:00Z',
      to: '2031-01-01T00:00:00Z',
      owner: 'x',
    },
    status: 200,
  },
  'events-mine': { query: pages, status: 200 },
  'events-get': {
    action: 'events-read-draft',
    params: inDraft,
    status: 200,
    refused: [{ what: "somebody else's draft", as: sam, code: 'not-found' }],
  },
  'events-update': { params: inEvent, body: eventChange, status: 200, refused: organisersOnly },
  'events-publish': { params: inDraft, status: 200, refused: organisersOnly },
  'events-cancel': { params: inEvent, status: 200, refused: organisersOnly },
  'events-delete': {
    params: inDraft,
    status: 204,
    refused: [
      ...organisersOnly,

      { what: 'an event with people in it', params: inEvent, code: 'has-registrations' },
    ],
  },
  'registrations-request': {
    as: sam,
    params: inEvent,
    status: 202,
    refused: [{ what: 'a draft', params: inDraft, code: 'not-found' }],
  },
  'registrations-list': {
    params: inEvent,
    query: { ...pages, state: 'confirmed' },
    status: 200,
    refused: organisersOnly,
  },
  'registrations-mine': { query: pages, status: 200 },
  'registrations-get': {
    as: erik,
    params: ofErik,
    status: 200,
    refused: [{ what: "somebody else's registration", as: sam, code: 'not-found' }],
  },
  'registrations-cancel': {
    as: erik,
    params: ofErik,
    status: 200,
    refused: [{ what: "somebody else's registration", as: sam, code: 'not-found' }],
  },
  'reviews-create': {
    as: erik,
    params: inBegun,
    body: () => ({ rating: 5, comment: 'We built it, and took it down again.' }),
    // He wrote one before.
    status: 200,
    refused: [
      { what: 'who had no seat', as: sam, code: 'no-seat' },
      { what: 'its organiser without a seat', as: ({ olga }) => olga, code: 'no-seat' },
      { what: 'an event that has not begun', params: inEvent, code: 'event-not-begun' },
      { what: 'a draft', params: inDraft, code: 'not-found' },
    ],
  },
  'reviews-list': {
    params: inBegun,
    query: { ...pages, rating: '5' },
    status: 200,
    refused: [{ what: 'a draft', params: inDraft, code: 'not-found' }],
  },
  'reviews-delete': {
    as: erik,
    params: ({ begun }) => ({ eventId: begun.id, reviewId: 'me' }),
    others: ({ begun, erik }) => ({ eventId: begun.id, reviewId: erik.uid }),
    status: 204,
    refused: [
      {
        what: "somebody else's review",
        as: sam,
        params: ({ erik }) => ({ reviewId: erik.uid }),
        code: 'forbidden',
      },
      {
        what: "a participant's review, by the organiser",
        as: ({ olga }) => olga,
        params: ({ erik }) => ({ reviewId: erik.uid }),
        code: 'forbidden',
      },
      { what: 'a review one never wrote', as: sam, code: 'not-found' },
    ],
  },
  'notifications-list': { query: { ...pages, unread: 'true' }, status: 200 },
  'notifications-read-all': { as: erik, status: 204 },
  'notifications-update': {
    as: erik,
    params: ofNotice,
    body: () => ({ read: true }),
    status: 200,
    refused: [{ what: "somebody else's notification", as: sam, code: 'not-found' }],
  },
  'notifications-clear': { as: erik, status: 204 },
  'mail-unsubscribe': { query: { token: createUnsubscribeToken('nobody', 'events') }, status: 200 },
  'notifications-delete': {
    as: erik,
    params: ofNotice,
    status: 204,
    refused: [{ what: "somebody else's notification", as: sam, code: 'not-found' }],
  },
  'users-list': {
    as: adam,
    query: { ...pages, query: 'sam', role: 'member', suspended: 'false' },
    status: 200,
  },
  'users-set-role': {
    as: adam,
    params: ofSam,
    body: () => ({ role: 'operator' }),
    status: 200,
    refused: [{ what: 'one’s own role', params: ofAdam, body: () => ({ role: 'admin' }), code: 'forbidden' }],
  },
  'users-suspend': {
    as: adam,
    params: ofSam,
    body: () => ({ suspended: true }),
    status: 200,
    refused: [
      {
        what: 'one’s own suspension',
        params: ofAdam,
        body: () => ({ suspended: false }),
        code: 'forbidden',
      },
    ],
  },
  'activity-list': {
    as: adam,
    query: {
      ...pages,
      actor: 'x',
      thing: 'events/x',
      action: 'events-create',
      from: '2026-01-01T00:00:00Z',
      to: '2031-01-01T00:00:00Z',
    },
    status: 200,
  },
  'cloud-trust-get': {
    as: otto,
    query: { platform: 'azure', roleArn: 'arn:aws:iam::123456789012:role/labseat' },
    status: 200,
  },
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
    query: pages,
    status: 200,
    refused: [{ what: 'a platform without storage', params: ofSandbox, code: 'no-storage' }],
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
  'clusters-create': {
    as: otto,
    action: 'cloud-account-use',
    body: wholeCluster,
    status: 202,
    refused: [
      {
        what: 'an account that is not there',
        body: (world) => ({ ...wholeCluster(world), accountId: 'nowhere' }),
        code: 'not-found',
      },
      refusedCluster('a name of 60 characters', { name: 'a'.repeat(60) }),
      refusedCluster('an emoji for a name', { name: '🙂🙂🙂' }),
      refusedCluster('no services', { services: [] }),
      refusedCluster('a service twice', { services: ['vscode', 'vscode'] }),
      refusedCluster('a region that is none', { region: 'atlantis-1' }),
      refusedCluster('a subnet outside', { publicSubnets: ['10.8.0.0/20'] }),
      refusedCluster('subnets that overlap', { privateSubnets: ['10.7.8.0/21'] }),
      refusedCluster('an address for a range', { vpcCidr: '10.7.1.0/16' }),
      refusedCluster('an end before it is built', { expiresAt: new Date(Date.now() + 60_000).toISOString() }),
    ],
  },
  'clusters-list': { as: otto, query: pages, status: 200 },
  'clusters-get': { as: otto, action: 'cluster-manage', params: cluster('ready'), status: 200 },
  'clusters-estimate': {
    as: otto,
    body: () => ({ platform: 'aws', region: 'us-east-1', nodes: { type: 't3.large', min: 2, max: 4 } }),
    status: 200,
  },
  'clusters-update': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('ready'),
    body: () => ({
      services: ['vscode'],
      nodes: { type: 'small', min: 1, max: 1 },
      kubernetesVersion: '1.32',
    }),
    status: 202,
    refused: [
      { what: 'a cluster at work', params: cluster('working'), code: 'cluster-busy' },
      { what: 'an older version', body: () => ({ kubernetesVersion: '1.20' }), code: 'invalid-input' },
      { what: 'no change', body: () => ({}), code: 'invalid-input' },
    ],
  },
  'clusters-delete': { as: otto, action: 'cluster-manage', params: cluster('ready'), status: 202 },
  'clusters-cancel': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('working'),
    status: 202,
    refused: [{ what: 'a cluster that rests', params: cluster('ready'), code: 'nothing-to-cancel' }],
  },
  'clusters-retry': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('failed'),
    status: 202,
    refused: [
      { what: 'a cluster that is ready', params: cluster('ready'), code: 'nothing-to-retry' },
      { what: 'a cluster at work', params: cluster('working'), code: 'cluster-busy' },
    ],
  },
  'clusters-extend': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('ready'),
    body: () => ({ expiresAt: inDays(3) }),
    status: 200,
    refused: [
      { what: 'a time that is over', body: () => ({ expiresAt: inDays(-1) }), code: 'invalid-input' },
    ],
  },
  'clusters-check-drift': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('ready'),
    status: 202,
    refused: [{ what: 'a cluster at work', params: cluster('working'), code: 'cluster-busy' }],
  },
  'clusters-kubeconfig': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('reachable'),
    status: 200,
    refused: [{ what: 'a sandbox', params: cluster('ready'), code: 'no-endpoint' }],
  },
  'runs-list': { as: otto, action: 'cluster-manage', params: cluster('ready'), query: pages, status: 200 },
  'runs-get': { as: otto, action: 'cluster-manage', params: clusterRun('ready'), status: 200 },
  'runs-log': { as: otto, action: 'cluster-manage', params: clusterRun('ready'), query: pages, status: 200 },
  'runs-approve': {
    as: otto,
    action: 'cluster-manage',
    params: clusterRun('planned'),
    status: 202,
    refused: [{ what: 'a run that is over', params: clusterRun('ready'), code: 'nothing-to-approve' }],
  },
  'runs-discard': {
    as: otto,
    action: 'cluster-manage',
    params: clusterRun('planned'),
    status: 200,
    refused: [{ what: 'a run at work', params: clusterRun('working'), code: 'nothing-to-approve' }],
  },
  'runner-claim': {
    body: (world) => ({
      ...attemptOf('queued')(world),
      claim: shown.claim,
      nonce: shown.nonce,
      execution: 'local-1-1',
    }),
    status: 200,
    refused: [
      {
        what: 'a claim that is another one',
        body: (world) => ({
          ...attemptOf('queued')(world),
          claim: shown.nonce,
          nonce: shown.nonce,
          execution: 'x',
        }),
        code: 'run-over',
      },
      {
        what: 'a run that has a runner',
        body: (world) => ({
          ...attemptOf('working')(world),
          claim: shown.claim,
          nonce: shown.claim,
          execution: 'x',
        }),
        code: 'run-claimed',
      },
    ],
  },
  'runner-credentials': {
    body: (world) => ({ ...attemptOf('working')(world), session: shown.session }),
    status: 200,
    refused: [
      {
        what: 'another session',
        body: (world) => ({ ...attemptOf('working')(world), session: shown.claim }),
        code: 'run-over',
      },
      {
        what: 'a run that is over',
        body: (world) => ({ ...attemptOf('failed')(world), session: shown.session }),
        code: 'run-over',
      },
    ],
  },
  'runner-progress': {
    body: (world) => ({
      ...attemptOf('working')(world),
      session: shown.session,
      sequence: 1,
      lines: ['Terraform has begun.'],
      resources: [{ address: 'terraform_data.vpc', stage: 'cluster', action: 'create', state: 'planned' }],
      stages: [{ name: 'cluster', state: 'running' }],
      planned: { changes: 1 },
      stale: undefined,
      finished: undefined,
    }),
    status: 200,
    refused: [
      {
        what: 'an earlier attempt',
        body: (world) => ({
          ...attemptOf('working')(world),
          attempt: 2,
          session: shown.session,
          sequence: 1,
        }),
        code: 'run-over',
      },
      {
        what: 'another session',
        body: (world) => ({ ...attemptOf('working')(world), session: shown.claim, sequence: 1 }),
        code: 'run-over',
      },
    ],
  },
  'cloud-accounts-delete': {
    as: otto,
    action: 'cloud-account-manage',
    params: ofAzure,
    status: 204,
    refused: [{ what: 'an account with clusters', params: ofSandbox, code: 'has-clusters' }],
  },
}
