import { expect, test } from 'vitest'
import { zoneProblems } from './clusters.ts'

const network = {
  vpcCidr: '10.0.0.0/16',
  publicSubnets: ['10.0.0.0/20', '10.0.16.0/20'],
  privateSubnets: ['10.0.128.0/20', '10.0.144.0/20'],
}
const paths = (...given: Parameters<typeof zoneProblems>) => zoneProblems(...given).map(({ path }) => path)

test.each(['aws', 'azure', 'gcp', 'sandbox'] as const)(
  '%s takes what is built where nothing else is asked for',
  (platform) => {
    expect(paths(platform, network)).toEqual([])
  },
)

test('with one subnet of a kind EKS has too few, GKE where it is private', () => {
  const one = { ...network, publicSubnets: ['10.0.0.0/20'], privateSubnets: ['10.0.128.0/20'] }
  expect(paths('aws', one)).toEqual(['publicSubnets', 'privateSubnets'])
  expect(paths('gcp', one)).toEqual(['privateSubnets'])
  expect(paths('azure', one)).toEqual([])
  expect(paths('sandbox', one)).toEqual([])
})

test.each(['172.30.0.0/16', '172.31.16.0/20', '192.0.2.0/24', '100.64.0.0/17', '172.29.0.0/16'])(
  'Azure has %s for itself, others do not',
  (vpcCidr) => {
    expect(paths('azure', { ...network, vpcCidr })).toEqual(['vpcCidr'])
    expect(paths('aws', { ...network, vpcCidr })).toEqual([])
  },
)
