import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import firestoreIndexes from '../../firestore.indexes.json' with { type: 'json' }
import { maxPerCommit } from '../../server/registrations/read-pending.ts'
import { limits, measured } from './limits.ts'
import { simulateRush } from './rush.ts'
import { sizeOf } from './sizes.ts'
import { growthTables } from './table.ts'

test('docs/growth.md quotes the tables that the simulation prints', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/growth.md'), 'utf8')
  expect(page).toContain(growthTables())
})

test('the simulation counts with the figures that the benchmarks publish', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/benchmarks.md'), 'utf8')
  const { writesPerRegistration, readsPerRegistration, settledPerSecond } = measured
  expect(page).toContain(
    `| Firestore writes and reads per registration in the rush | ${writesPerRegistration}, ${readsPerRegistration} |`,
  )
  expect(page).toContain(`| settled per second | ${settledPerSecond} (`)
})

test('the simulation settles as many registrations in a commit as the code', () => {
  expect(limits.registrationsPerSettling).toBe(maxPerCommit)
})

test('the indexes by time that the simulation counts exist', () => {
  const indexed = firestoreIndexes.indexes.map(({ collectionGroup, fields }) => [
    collectionGroup,
    ...fields.map(({ fieldPath }) => fieldPath),
  ])
  expect(indexed).toContainEqual(['registrations', 'pending', 'requestedAt'])
  expect(indexed).toContainEqual(['activity', 'actorId', 'at'])
})

test('ten times the people are ten times the load', () => {
  const [small, large] = [sizeOf(1_000), sizeOf(10_000)]
  expect(large.writesPerSecond).toBeCloseTo(10 * small.writesPerSecond)
  expect(large.firestoreDollarsPerMonth).toBeCloseTo(10 * small.firestoreDollarsPerMonth)
  expect(large.firstLimit.share).toBeCloseTo(10 * small.firstLimit.share)
})

const rush = fc.record({
  people: fc.integer({ min: 1, max: 5_000 }),
  arrivalSeconds: fc.integer({ min: 1, max: 60 }),
  stages: fc.array(
    fc.record({
      name: fc.constantFrom('first', 'second'),
      periodSeconds: fc.constantFrom(0.1, 0.4, 1),
      perPeriod: fc.integer({ min: 10, max: 500 }),
    }),
    { minLength: 2, maxLength: 4 },
  ),
})

test('nobody gets a seat before the answer, and nobody waits less than with a faster stage', () => {
  fc.assert(
    fc.property(rush, (input) => {
      const result = simulateRush(input)
      expect(result.longestSeconds).toBeGreaterThanOrEqual(result.answeredSeconds)
      const faster = simulateRush({
        ...input,
        stages: input.stages.map((stage) => ({ ...stage, perPeriod: stage.perPeriod * 2 })),
      })
      expect(faster.longestSeconds).toBeLessThanOrEqual(result.longestSeconds)
    }),
  )
})

test('a stage with half the rate of the arrivals makes the last person wait as long again', () => {
  const half = { name: 'half', periodSeconds: 0.1, perPeriod: 5 }
  const wide = { name: 'wide', periodSeconds: 0.1, perPeriod: 1_000 }
  const result = simulateRush({ people: 1_000, arrivalSeconds: 10, stages: [wide, half] })
  expect(result.firstLimit).toBe('half')
  expect(result.longestSeconds).toBeCloseTo(10, 0)
})

test('a stage that lets nobody pass is refused', () => {
  const closed = { name: 'closed', periodSeconds: 1, perPeriod: 0 }
  expect(() => simulateRush({ people: 1, arrivalSeconds: 1, stages: [closed, closed] })).toThrow(RangeError)
})
