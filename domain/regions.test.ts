import { expect, test } from 'vitest'
import { isRegion, regionsFor } from './regions.ts'

test('an account has its own regions, or all of its platform if it may not list them', () => {
  expect(regionsFor({ platform: 'aws', regions: ['eu-west-9'] })).toEqual(['eu-west-9'])
  expect(regionsFor({ platform: 'aws', regions: [] })).toContain('eu-central-1')
})

test.each(['constructor', 'westeurope', '', 'EU-CENTRAL-1'])('%j is no region of AWS', (name) =>
  expect(isRegion('aws', name)).toBe(false),
)
