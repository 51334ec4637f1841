import { expect, test } from 'vitest'
import { platform } from '../contract/cloud-credentials.ts'
import { defaults, machineTypes } from './cluster-defaults.ts'
import { isMachineType } from './machine-types.ts'

test.each(platform.options)('%s has the machine types that its form proposes', (name) => {
  for (const type of [...machineTypes[name], defaults.nodes[name].type])
    expect(isMachineType(name, type), type).toBe(true)
})

test.each([
  ['aws', ['m7g.large', 'c7i-flex.xlarge', 'p5.48xlarge', 'g5.12xlarge', 'r8g.metal-24xl']],
  ['azure', ['Standard_D4ads_v5', 'Standard_NC24ads_A100_v4', 'Standard_E96-24ads_v5', 'Standard_D2_v3']],
  ['gcp', ['n2d-highmem-8', 'a2-highgpu-1g', 'c4a-standard-4', 'n2-custom-6-8192', 'c3-standard-4-lssd']],
] as const)('%s has further machine types', (name, types) => {
  for (const type of types) expect(isMachineType(name, type), type).toBe(true)
})

test('a machine type belongs to one platform', () => {
  for (const owner of platform.options)
    for (const type of machineTypes[owner])
      expect(platform.options.filter((name) => isMachineType(name, type))).toEqual([owner])
})
