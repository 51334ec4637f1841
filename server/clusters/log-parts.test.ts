import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunResource } from '../../contract/runs.ts'
import { hostileText } from '../../testing/hostile-text.ts'
import { fitResources, splitLog } from './log-parts.ts'

const bytesOf = (lines: string[]) => Buffer.byteLength(lines.join('\n'))
const mebibyte = 1024 * 1024

test('few lines stay in the tail', () => {
  expect(splitLog(['a', 'b'], false)).toEqual({ parts: [], tail: ['a', 'b'] })
})

test('the lines of a run that is over are complete', () => {
  expect(splitLog(['a', 'b'], true)).toEqual({ parts: [['a', 'b']], tail: [] })
  expect(splitLog([], true)).toEqual({ parts: [], tail: [] })
})

test('200 lines are one part', () => {
  const lines = Array.from({ length: 200 }, (_, index) => `line ${index}`)
  expect(splitLog(lines, false)).toEqual({ parts: [lines], tail: [] })
  expect(splitLog(lines.slice(1), false).parts).toEqual([])
})

test.each(['建'.repeat(2000), '🚀'.repeat(2000), 'a'.repeat(2000)])(
  'long lines close a part by its bytes: %.3s',
  (line) => {
    const lines = Array.from({ length: 199 }, () => line)
    const { parts, tail } = splitLog(lines, false)
    expect([...parts.flat(), ...tail]).toEqual(lines)
    expect(parts.length).toBeGreaterThan(0)
    for (const part of [...parts, tail]) expect(bytesOf(part)).toBeLessThan(mebibyte / 4)
  },
)

test('no line is lost, and no tail or part is too large for a document', () => {
  const lines = fc.array(
    fc.tuple(hostileText(), fc.nat(2000)).map(([text, times]) => text.repeat(times).slice(0, 4000)),
  )
  fc.assert(
    fc.property(lines, fc.boolean(), (texts, isOver) => {
      const { parts, tail } = splitLog(texts, isOver)
      expect([...parts.flat(), ...tail]).toEqual(texts)
      if (isOver) expect(tail).toEqual([])
      for (const part of [...parts, tail]) expect(bytesOf(part)).toBeLessThan(mebibyte / 4)
      expect(tail.length).toBeLessThan(200)
    }),
    { numRuns: 20 },
  )
})

const failedResource = (index: number, error: string): RunResource => ({
  address: `aws_subnet.public[${index}]`,
  stage: 'cluster',
  action: 'create',
  state: 'failed',
  error,
})

test('resources with long errors fit into a run document with shorter errors', () => {
  const resources = Array.from({ length: 300 }, (_, index) => failedResource(index, '建'.repeat(2000)))
  const fitting = fitResources(resources)
  expect(Buffer.byteLength(JSON.stringify(fitting))).toBeLessThan(mebibyte / 2)
  expect(fitting).toHaveLength(300)
  expect(fitting[0]!.error).toBe('建'.repeat(400))
  expect(fitResources(resources.slice(0, 3))).toEqual(resources.slice(0, 3))
})

test('resources with many attributes fit into a run document without them, and say how many there were', () => {
  const attributes = Array.from({ length: 40 }, () => ({ path: 'a', from: '建'.repeat(200), to: '1' }))
  const resources = Array.from({ length: 500 }, (_, index) => ({
    ...failedResource(index, 'short'),
    attributes,
  }))
  const fitting = fitResources([...resources, { ...failedResource(500, 'short'), hiddenAttributes: 3 }])
  expect(Buffer.byteLength(JSON.stringify(fitting))).toBeLessThan(mebibyte / 2)
  expect(fitting).toHaveLength(501)
  expect(fitting[0]).toEqual({ ...failedResource(0, 'short'), hiddenAttributes: 40 })
  expect(fitting[500]!.hiddenAttributes).toBe(3)
  expect(fitResources(resources.slice(0, 2))).toEqual(resources.slice(0, 2))
})

test('any number of resources fits into a run document', () => {
  const resources = Array.from({ length: 20_000 }, (_, index) => failedResource(index, '建'.repeat(100)))
  const fitting = fitResources(resources)
  expect(Buffer.byteLength(JSON.stringify(fitting))).toBeLessThanOrEqual(mebibyte / 2)
  expect(fitting.length).toBeGreaterThan(3000)
})
