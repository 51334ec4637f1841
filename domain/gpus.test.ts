import { expect, test } from 'vitest'
import { needsDevicePlugin } from './gpus.ts'

test.each([
  ...['g4dn.xlarge', 'g5.xlarge', 'g5g.xlarge', 'g6e.2xlarge', 'gr6.4xlarge', 'p4d.24xlarge', 'p5.48xlarge'],
  'p6-b200.48xlarge',
])('%s has GPUs of NVIDIA', (type) => expect(needsDevicePlugin('aws', type)).toBe(true))
test.each([
  't3.large',
  'm6g.large',
  'g4ad.xlarge',
  'c7gn.large',
  'x2gd.large',
  'inf2.xlarge',
  'trn1.2xlarge',
])('%s has no GPUs of NVIDIA', (type) => expect(needsDevicePlugin('aws', type)).toBe(false))
test.each([
  'Standard_NC4as_T4_v3',
  'Standard_NC24ads_A100_v4',
  'Standard_NV6ads_A10_v5',
  'Standard_ND96isr_H100_v5',
])('%s has GPUs of NVIDIA', (type) => expect(needsDevicePlugin('azure', type)).toBe(true))
test.each([
  'Standard_D2s_v5',
  'Standard_NV4as_v4',
  'Standard_ND96isr_MI300X_v5',
  'Standard_NP10s',
  'Standard_NG8ads_V620_v1',
])('%s has no GPUs of NVIDIA', (type) => expect(needsDevicePlugin('azure', type)).toBe(false))
test('GKE installs the plugin itself', () => expect(needsDevicePlugin('gcp', 'g2-standard-4')).toBe(false))
