import { expect, test } from 'vitest'
import { apiRangesProblems, zoneProblems } from './clusters.ts'

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

test('only ranges of public addresses, or every address, may reach the Kubernetes API', () => {
  const refused = ['10.1.0.0/16', '127.0.0.0/8', '255.255.255.255/32', '0.0.0.0/1', '203.0.113.7/24']
  const ranges = ['203.0.113.0/24', '8.8.8.8/32', '0.0.0.0/0', ...refused]
  expect(apiRangesProblems(ranges).map(({ path }) => path)).toEqual(
    refused.map((_, index) => `apiRanges.${index + 3}`),
  )
  expect(apiRangesProblems(undefined)).toEqual([])
})
