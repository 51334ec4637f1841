import { expect, test } from 'vitest'
import type { MachineOffering } from '../contract/offerings.ts'
import { defaults, machineTypes } from './cluster-defaults.ts'
import {
  compareMachines,
  tableCentsOf,
  tableMachines,
  tableVersions,
  toVersionOfferings,
} from './offerings.ts'

const now = '2026-11-28T12:00:00.000Z'
const platforms = ['aws', 'azure', 'gcp', 'sandbox'] as const

test.each(platforms)('the table of %s has what a form proposes, with prices', (platform) => {
  const names = tableMachines(platform).map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...machineTypes[platform], defaults.nodes[platform].type]))
  expect(names.map((name) => tableCentsOf(platform, name))).not.toContain(undefined)
  expect(tableVersions(platform, now)[0]).toEqual({
    version: expect.stringMatching(/^1\.\d\d$/),
    standardEnd: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
  })
})

test('versions from a cloud are listed once, newest first, with the end that the calendar knows', () =>
  expect(
    toVersionOfferings('gcp', [{ version: '1.35' }, { version: '1.36' }, { version: '1.35' }], now),
  ).toEqual([
    { version: '1.36', standardEnd: '2027-08-09' },
    { version: '1.35', standardEnd: '2027-04-11' },
  ]))

test('a version that no calendar has is offered without an end', () =>
  expect(toVersionOfferings('azure', [{ version: '1.38' }], now)).toEqual([{ version: '1.38' }]))

test.each([
  ['whose support is over', { version: '1.36', standardEnd: '2026-11-27' }],
  ['that is no minor version', { version: '1.36.1' }],
  ['of another number', { version: '2.01' }],
  ['without a form', { version: 'latest' }],
])('a version %s is not offered', (_, version) =>
  expect(toVersionOfferings('aws', [version], now)).toEqual([]),
)

test('machines are listed by processors and memory, those with GPUs last', () => {
  const machine = { processors: 4, memoryGib: 16, architecture: 'x86_64' as const, zones: [] }
  const sorted: MachineOffering[] = [
    { ...machine, name: 'g', processors: 2, gpu: { count: 1, model: 'T4' } },
    { ...machine, name: 'b' },
    { ...machine, name: 'a' },
    { ...machine, name: 'c', memoryGib: 8 },
  ].sort(compareMachines)
  expect(sorted.map(({ name }) => name)).toEqual(['c', 'a', 'b', 'g'])
})
