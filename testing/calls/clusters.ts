import type { World } from '../world.ts'
import type { CallsOf, Refused } from './call.ts'
import { cluster, foreignLock, nameOf, otto, pages } from './shared.ts'

const wholeCluster = ({ account, course }: World) => ({
  accountId: account?.id ?? '',
  name: 'workshop',
  region: 'local',
  stateBucket: 'labseat',
  services: ['vscode', 'jupyterhub'],
  kubernetesVersion: '1.36',
  vpcCidr: '10.7.0.0/16',
  publicSubnets: ['10.7.0.0/20'],
  privateSubnets: ['10.7.128.0/20'],
  approval: 'manual',
  nodes: { type: 'small', min: 1, max: 2 },
  expiresAt: inDays(2),
  budget: { amount: 5000, currency: 'USD' },
  eventId: course?.id ?? '',
  apiRanges: ['203.0.113.0/24'],
})
const refusedCluster = (what: string, change: object): Refused => ({
  what,
  body: (world) => ({ ...wholeCluster(world), ...change }),
  code: 'invalid-input',
})
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600_000).toISOString()

export const clustersCalls: CallsOf<'clusters'> = {
  'clusters-create': {
    as: otto,
    action: 'cloud-account-use',
    body: wholeCluster,
    // The sandbox costs nothing, and it has neither DNS zones nor policies of AWS.
    excluded: ['nodePrice', 'domain', 'permissionsBoundary'],
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
      refusedCluster('a region that does not exist', { region: 'atlantis-1' }),
      refusedCluster('a subnet outside', { publicSubnets: ['10.8.0.0/20'] }),
      refusedCluster('subnets that overlap', { privateSubnets: ['10.7.8.0/21'] }),
      refusedCluster('an address for a range', { vpcCidr: '10.7.1.0/16' }),
      refusedCluster('an end before it is built', { expiresAt: new Date(Date.now() + 60_000).toISOString() }),
    ],
  },
  'clusters-list': { as: otto, query: { ...pages, liveOf: 'somebody' }, status: 200 },
  'clusters-get': { as: otto, action: 'cluster-manage', params: cluster('ready'), status: 200 },
  'clusters-estimate': {
    as: otto,
    body: () => ({
      platform: 'aws',
      region: 'us-east-1',
      nodes: { type: 'p5.48xlarge', min: 2, max: 4 },
      nodePrice: { amount: 5504, currency: 'USD' },
    }),
    status: 200,
  },
  'clusters-update': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('ready'),
    body: () => ({
      services: ['vscode'],
      nodes: { type: 'small', min: 1, max: 1 },
      kubernetesVersion: '1.36',
      apiRanges: ['203.0.113.0/24'],
    }),
    excluded: ['nodePrice'],
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
  'clusters-undo-change': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('halfway'),
    status: 202,
    refused: [
      { what: 'a cluster without a failed change', params: cluster('ready'), code: 'nothing-to-undo' },
      { what: 'a cluster at work', params: cluster('working'), code: 'cluster-busy' },
    ],
  },
  'clusters-unlock': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('locked'),
    body: (world) => ({ name: nameOf('locked')(world), lockId: foreignLock.id }),
    status: 202,
    refused: [
      {
        what: 'another name',
        body: () => ({ name: 'workshop', lockId: foreignLock.id }),
        code: 'invalid-input',
      },
      {
        what: 'another lock',
        body: (world) => ({ name: nameOf('locked')(world), lockId: 'another' }),
        code: 'nothing-to-unlock',
      },
      {
        what: 'a cluster at work',
        params: cluster('working'),
        body: (world) => ({ name: nameOf('working')(world), lockId: foreignLock.id }),
        code: 'cluster-busy',
      },
    ],
  },
  'clusters-forget': {
    as: otto,
    action: 'cluster-manage',
    params: cluster('undestroyed'),
    body: (world) => ({ name: nameOf('undestroyed')(world) }),
    status: 200,
    refused: [
      { what: 'another name', body: () => ({ name: 'workshop' }), code: 'invalid-input' },
      {
        what: 'a cluster that was not destroyed',
        params: cluster('failed'),
        body: (world) => ({ name: nameOf('failed')(world) }),
        code: 'nothing-to-forget',
      },
      {
        what: 'a cluster at work',
        params: cluster('working'),
        body: (world) => ({ name: nameOf('working')(world) }),
        code: 'nothing-to-forget',
      },
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
}
