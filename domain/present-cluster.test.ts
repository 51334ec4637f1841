import { expect, test } from 'vitest'
import { cluster, type StoredCluster } from '../contract/clusters.ts'
import { packedFields } from '../contract/packed.ts'
import { run } from '../contract/runs.ts'
import { defaults } from './cluster-defaults.ts'
import { type PackedRun, presentCluster, presentListedRun, presentRun, unpackRun } from './present-cluster.ts'
import { estimateOf } from './prices.ts'
import { newRun } from './run-events.ts'

const now = '2026-11-01T10:00:00.000Z'
const { hourly, monthly, source } = estimateOf('sandbox', defaults.nodes.sandbox)
const stored: StoredCluster = {
  ownerId: 'o1',
  accountId: 'a1',
  platform: 'sandbox',
  name: 'workshop-abc123',
  region: 'local',
  stateBucket: 'labseat',
  services: ['vscode'],
  kubernetesVersion: '1.31',
  vpcCidr: '10.0.0.0/16',
  publicSubnets: [],
  privateSubnets: [],
  approval: 'manual',
  nodes: { type: 'small', min: 1, max: 2 },
  state: 'ready',
  live: true,
  runId: 'r1',
  busy: false,
  awaitsApproval: false,
  links: [],
  linksDueAt: now,
  cost: { hourly, monthly, source },
  expiresAt: null,
  endsAt: null,
  budget: null,
  endTold: true,
  destroyWanted: false,
  eventId: null,
  driftDueAt: now,
  createdAt: now,
  updatedAt: now,
}
const storedRun = {
  ...newRun({ clusterId: 'c1', command: 'create', cluster: stored, requestedBy: 'o1', now }),
  execution: 'execution-1',
  tail: ['a line'],
}

test('the API form of a cluster omits the internal fields of chores', () => {
  const presented = presentCluster('c1', stored)
  for (const name of ['endTold', 'linksDueAt', 'driftDueAt']) {
    expect(presented).not.toHaveProperty(name)
    expect(cluster.shape).not.toHaveProperty(name)
  }
  expect(cluster.strict().parse(presented)).toEqual(presented)
})

test('the API form of a run omits internal fields', () => {
  const presented = presentRun('r1', storedRun)
  for (const name of ['before', 'sequence', 'parts', 'heardAt', 'execution']) {
    expect(presented).not.toHaveProperty(name)
    expect(run.shape).not.toHaveProperty(name)
  }
  expect(run.strict().parse(presented)).toEqual(presented)
})

test('a page unpacks the lists that Firestore stores as text', () => {
  const pack = (name: (typeof packedFields.run)[number]) => JSON.stringify(storedRun[name])
  expect(packedFields.run).toEqual(['resources', 'tail'])
  const packed: PackedRun = { ...storedRun, resources: pack('resources'), tail: pack('tail') }
  expect(unpackRun(packed)).toEqual(storedRun)
})

test('a run in a list counts the attributes of its resources and leaves them out', () => {
  const resource = { address: 'a.b', stage: 'cluster', action: 'update', state: 'planned' } as const
  const attributes = [{ path: 'size', from: '1', to: '2' }]
  const resources = [{ ...resource, attributes, hiddenAttributes: 2 }, resource]
  expect(presentListedRun('r1', { ...storedRun, resources }).resources).toEqual([
    { ...resource, hiddenAttributes: 3 },
    resource,
  ])
})
