import type { Platform } from '../contract/cloud-credentials.ts'
import { isAwsMachineType } from './aws-machine-types.ts'

/**
 * Series, processors, processors in use, features, accelerator and version: https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions.
 * The system pool of AKS takes machines with two processors or more.
 */
const azurePattern =
  /^Standard_(?:A|B|D|DC|E|EC|F|FX|G|GS|H|HB|HC|HX|L|M|NC|NCC|ND|NG|NP|NV|PB)(\d{1,3})(?:-\d{1,3})?[a-z]{0,6}(?:_[A-Z][A-Z0-9]{1,9})?(?:_v([2-7]))?$/
const isAzureMachineType = (type: string): boolean => {
  const processors = Number(azurePattern.exec(type)?.[1] ?? 0)
  return processors >= 2 && processors <= 896
}

/** Families with their kinds and sizes: https://cloud.google.com/compute/docs/machine-resource, without the memory-optimised ones. */
const googleFamilies: ReadonlyMap<string, { kinds: string; sizes: string }> = new Map([
  ['e2', { kinds: 'standard highmem highcpu', sizes: '2 4 8 16 32' }],
  ['n1', { kinds: 'standard highmem highcpu', sizes: '1 2 4 8 16 32 64 96' }],
  ['n2', { kinds: 'standard highmem highcpu', sizes: '2 4 8 16 32 48 64 80 96 128' }],
  ['n2d', { kinds: 'standard highmem highcpu', sizes: '2 4 8 16 32 48 64 80 96 128 224' }],
  ['n4', { kinds: 'standard highmem highcpu', sizes: '2 4 8 16 32 48 64 80' }],
  ['n4d', { kinds: 'standard highmem highcpu', sizes: '2 4 8 16 32 48 64 80 96' }],
  ['n4a', { kinds: 'standard highmem highcpu', sizes: '1 2 4 8 16 32 48 64' }],
  ['c2', { kinds: 'standard', sizes: '4 8 16 30 60' }],
  ['c2d', { kinds: 'standard highmem highcpu', sizes: '2 4 8 16 32 56 112' }],
  ['c3', { kinds: 'standard highmem highcpu', sizes: '4 8 22 44 88 176 192' }],
  ['c3d', { kinds: 'standard highmem highcpu', sizes: '4 8 16 30 60 90 180 360' }],
  ['c4', { kinds: 'standard highmem highcpu', sizes: '2 4 8 16 24 32 48 96 144 192 288' }],
  ['c4a', { kinds: 'standard highmem highcpu', sizes: '1 2 4 8 16 32 48 64 72' }],
  ['c4d', { kinds: 'standard highmem highcpu', sizes: '2 4 8 16 32 48 64 96 192 384' }],
  ['t2d', { kinds: 'standard', sizes: '1 2 4 8 16 32 48 60' }],
  ['t2a', { kinds: 'standard', sizes: '1 2 4 8 16 32 48' }],
  ['a2', { kinds: 'highgpu megagpu ultragpu', sizes: '1g 2g 4g 8g 16g' }],
  ['a3', { kinds: 'highgpu megagpu edgegpu ultragpu', sizes: '1g 2g 4g 8g' }],
  ['g2', { kinds: 'standard', sizes: '4 8 12 16 24 32 48 96' }],
  ['g4', { kinds: 'standard', sizes: '48 96 192 384' }],
])
const isGoogleMachineType = (type: string): boolean => {
  if (type === 'e2-medium' || type === 'e2-small') return true
  if (/^(?:e2|n1|n2|n2d|n4)-custom-\d{1,3}-\d{3,6}$/.test(type)) return true
  const [family = '', kind = '', size = '', disk] = type.split('-')
  const known = googleFamilies.get(family)
  if (!known || (disk !== undefined && disk !== 'lssd')) return false
  return known.kinds.split(' ').includes(kind) && known.sizes.split(' ').includes(size)
}

const checks: Record<Platform, (type: string) => boolean> = {
  aws: isAwsMachineType,
  azure: isAzureMachineType,
  gcp: isGoogleMachineType,
  sandbox: (type) => type === 'small',
}

/** Whether a platform has a machine type of this name. A region may lack it, and the plan of a cluster does not notice that. */
export const isMachineType = (platform: Platform, type: string): boolean => checks[platform](type)
