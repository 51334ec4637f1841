import { expect, test } from 'vitest'
import { zoneProblems } from './clusters.ts'

const network = {
  vpcCidr: '10.0.0.0/16',
  publicSubnets: ['10.0.0.0/20', '10.0.16.0/20'],
  privateSubnets: ['10.0.128.0/20', '10.0.144.0/20'],
}
const paths = (...input: Parameters<typeof zoneProblems>) => zoneProblems(...input).map(({ path }) => path)

test.each(['aws', 'azure', 'gcp', 'sandbox'] as const)('%s accepts the default network', (platform) => {
  expect(paths(platform, network)).toEqual([])
})

test('EKS needs two subnets of each kind, GKE two private subnets', () => {
  const single = { ...network, publicSubnets: ['10.0.0.0/20'], privateSubnets: ['10.0.128.0/20'] }
  expect(paths('aws', single)).toEqual(['publicSubnets', 'privateSubnets'])
  expect(paths('gcp', single)).toEqual(['privateSubnets'])
  expect(paths('azure', single)).toEqual([])
  expect(paths('sandbox', single)).toEqual([])
})

test.each(['172.30.0.0/16', '172.31.16.0/20', '192.0.2.0/24', '100.64.0.0/17', '172.29.0.0/16'])(
  'Azure reserves %s, AWS does not',
  (vpcCidr) => {
    expect(paths('azure', { ...network, vpcCidr })).toEqual(['vpcCidr'])
    expect(paths('aws', { ...network, vpcCidr })).toEqual([])
  },
)
