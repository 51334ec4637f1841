import { expect, test } from 'vitest'
import { regionNear } from './cluster-defaults.ts'

const regions = ['af-south-1', 'ap-southeast-2', 'eu-central-1', 'us-east-1']

test.each([
  ['Europe/Berlin', 'eu-central-1'],
  ['America/Argentina/Buenos_Aires', 'us-east-1'],
  ['Pacific/Auckland', 'ap-southeast-2'],
  ['UTC', 'af-south-1'],
  ['Asia/Tokyo', 'af-south-1'],
])('in %s the region is %s', (zone, region) =>
  expect(regionNear(zone, { platform: 'aws', regions })).toBe(region),
)
test('an account without regions gets no proposal', () =>
  expect(regionNear('Europe/Berlin', { platform: 'gcp', regions: [] })).toBe(''))
test('a sandbox has its own region', () =>
  expect(regionNear('Europe/Berlin', { platform: 'sandbox', regions: ['local'] })).toBe('local'))
