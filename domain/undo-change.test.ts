import { expect, test } from 'vitest'
import type { RunResource } from '../contract/runs.ts'
import { undoOf } from './undo-change.ts'

const upgrade = (address: string, state: RunResource['state']): RunResource => ({
  address,
  stage: 'cluster',
  action: 'update',
  state,
})
const run = { approved: true, attempt: 2, change: { kubernetesVersion: '1.33' }, resources: [] }

test('a change whose plan was never applied needs no way back', () =>
  expect(undoOf({ ...run, approved: false, attempt: 1 })).toBeUndefined())

test('a change that was applied in part leads back to the settings of the cluster', () => {
  expect(undoOf(run)).toEqual({})
  // A second plan follows a plan that no longer fitted after its first stage was applied.
  expect(undoOf({ ...run, approved: false, attempt: 3 })).toEqual({})
})

test.each([
  'aws_eks_cluster.this',
  'azurerm_kubernetes_cluster.this',
  'module.a.google_container_cluster.this',
])('a version that %s has already stays', (address) => {
  expect(undoOf({ ...run, resources: [upgrade(address, 'done')] })).toEqual({ kubernetesVersion: '1.33' })
  expect(undoOf({ ...run, resources: [upgrade(address, 'failed')] })).toEqual({})
  expect(undoOf({ ...run, change: {}, resources: [upgrade(address, 'done')] })).toEqual({})
})
