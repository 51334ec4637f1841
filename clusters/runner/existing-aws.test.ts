import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { moduleTagKeys } from './existing-aws.ts'
import { clusterVariables } from './variables.ts'

const readModule = (file: string) =>
  readFileSync(join(import.meta.dirname, '../aws/cluster', file), 'utf8').replaceAll(/\$\{[^}]*\}/g, '')

test('the modules of AWS set only the tag keys that Labseat knows as its own', () => {
  const keys = ['network.tf', 'identity.tf', 'nodes.tf', 'cluster.tf']
    .flatMap((file) => [...readModule(file).matchAll(/tags\s+=\s+(?:merge\(var\.tags, )?\{([^}]*)\}/g)])
    .flatMap(([, body]) => [...body!.matchAll(/(?:^|\s)("?)([\w./:-]+)\1\s+=/g)].map(([, , key]) => key!))
  expect([...new Set(keys)].sort()).toEqual([...moduleTagKeys].sort())
})

const cluster = {
  name: 'lab-abc123',
  region: 'eu-central-1',
  stateBucket: 'states',
  services: [],
  kubernetesVersion: '1.34',
  vpcCidr: '10.0.0.0/16',
  publicSubnets: [],
  privateSubnets: [],
}
test.each([
  ['a new cluster starts with its minimum', undefined, 2, 4, 2],
  ['a number that an autoscaler set stays', 3, 2, 4, 3],
  ['a higher minimum raises the number', 2, 4, 6, 4],
  ['a lower maximum reduces the number', 5, 1, 3, 3],
])('%s', (_, current, min, max, expected) => {
  const nodes = { type: 't3.large', min, max }
  const existing = { foreignTagKeys: ['CostCenter'], ...(current && { desiredNodes: current }) }
  const inputs = { cluster: { ...cluster, nodes }, tags: {} } as unknown as Parameters<
    typeof clusterVariables
  >[0]['inputs']
  expect(clusterVariables({ inputs, existing })).toMatchObject({
    node_min: min,
    node_max: max,
    node_desired: expected,
    ignored_tag_keys: ['CostCenter'],
  })
})

test('the modules get the ranges and the boundary of the cluster, or the values that stand for none', () => {
  const variablesOf = (change: object) => {
    const inputs = { cluster: { ...cluster, nodes: { min: 1, max: 1 }, ...change }, tags: {} }
    return clusterVariables({
      inputs: inputs as unknown as Parameters<typeof clusterVariables>[0]['inputs'],
      existing: { foreignTagKeys: [] },
    })
  }
  expect(variablesOf({})).toMatchObject({ public_access_cidrs: ['0.0.0.0/0'], permissions_boundary: null })
  const access = {
    apiRanges: ['203.0.113.0/24'],
    permissionsBoundary: 'arn:aws:iam::123456789012:policy/limits',
  }
  expect(variablesOf(access)).toMatchObject({
    public_access_cidrs: access.apiRanges,
    permissions_boundary: access.permissionsBoundary,
  })
})
