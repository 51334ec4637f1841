import { expect, test } from 'vitest'
import { processorsOf } from './processors.ts'

test.each([
  ['azure', 'Standard_D2s_v5', 2],
  ['azure', 'Standard_D16ads_v5', 16],
  ['azure', 'Standard_NC24ads_A100_v4', 24],
  ['azure', 'Basic', undefined],
  ['gcp', 'e2-standard-4', 4],
  ['gcp', 'n2d-highmem-64', 64],
  ['gcp', 'e2-medium', undefined],
] as const)('on %s a machine %s has %s processors', (platform, type, expected) => {
  expect(processorsOf(platform, type)).toBe(expected)
})
