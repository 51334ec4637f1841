import { expect, test } from 'vitest'
import type { RunDocument, RunResource } from '../contract/runs.ts'
import { remainsOf } from './remains.ts'

const at = (hour: number) => `2026-11-28T${String(hour).padStart(2, '0')}:00:00.000Z`
const resource = (
  address: string,
  action: RunResource['action'],
  state: RunResource['state'],
): RunResource => ({ address, stage: 'cluster', action, state })
const run = (hour: number, command: RunDocument['command'], ...resources: RunResource[]) => ({
  command,
  createdAt: at(hour),
  resources,
})
const built = run(
  1,
  'create',
  resource('module.vpc.aws_vpc.this[0]', 'create', 'done'),
  resource('aws_eks_cluster.this', 'create', 'failed'),
  resource('aws_eks_node_group.this', 'create', 'planned'),
  resource('aws_iam_role.node', 'create', 'running'),
)
const cluster = { region: 'eu-central-1' }

test('what the runs created and did not remove stays, also a resource whose creation failed', () => {
  const destroyed = run(
    3,
    'destroy',
    resource('aws_iam_role.node', 'delete', 'done'),
    resource('module.vpc.aws_vpc.this[0]', 'delete', 'failed'),
  )
  // The API lists runs from the newest.
  expect(remainsOf(cluster, [destroyed, built])).toEqual([
    { id: 'module.vpc.aws_vpc.this[0]', kind: 'aws_vpc', region: 'eu-central-1' },
    { id: 'aws_eks_cluster.this', kind: 'aws_eks_cluster', region: 'eu-central-1' },
  ])
})

test("the cloud's own list counts if the last destroy got it, and not an earlier list", () => {
  const left = [{ id: 'vpc-1', kind: 'VPC', region: 'us-east-1' }]
  const inventory = { left, regions: [], at: at(4) }
  const searched = {
    ...run(4, 'destroy'),
    failure: { reason: 'leftovers' as const, detail: 'Resources are left.' },
  }
  expect(remainsOf({ ...cluster, inventory }, [searched, built])).toEqual(left)
  const rejected = { ...run(5, 'destroy'), failure: { reason: 'credentials' as const, detail: 'No.' } }
  expect(remainsOf({ ...cluster, inventory }, [rejected, searched, built])).toHaveLength(3)
})
