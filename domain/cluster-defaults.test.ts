import { expect, test } from 'vitest'
import { regionNear } from './cluster-defaults.ts'

const regions = ['af-south-1', 'ap-southeast-2', 'eu-central-1', 'us-east-1']

test.each([
  ['Europe/Berlin', 'eu-central-1'],
  ['America/Argentina/Buenos_Aires', 'us-east-1'],
  ['Pacific/Auckland', 'ap-southeast-2'],
  ['UTC', 'af-south-1'],
  ['Asia/Tokyo', 'af-south-1'],
])('who is in %s is offered %s', (zone, region) =>
  expect(regionNear(zone, { platform: 'aws', regions })).toBe(region),
)
test('where an account has no region there is none to offer', () =>
  expect(regionNear('Europe/Berlin', { platform: 'gcp', regions: [] })).toBe(''))
test('a sandbox has its own', () =>
  expect(regionNear('Europe/Berlin', { platform: 'sandbox', regions: ['local'] })).toBe('local'))
