import { expect, test } from 'vitest'
import { seed } from '../seed.ts'
import { describeSummary, fuzz, readOwnDescription } from './fuzz.ts'

/** The seed of this run is printed, so that `npm run fuzz -- --seed N` repeats its choices. */
const seeds = [1, seed]

test.each(seeds)(
  'generated requests get no 5xx, no undocumented status and no body unlike its schema (seed %i)',
  async (chosen) => {
    const summary = await fuzz({ seed: chosen, requests: 300 })
    console.log(describeSummary(summary))
    expect(summary.requests).toBe(300)
    expect(summary.faults, describeSummary(summary)).toEqual([])
  },
  120_000,
)

test('a schema that describes another type makes it fail', async () => {
  const description = readOwnDescription()
  const status = description.operations.find(({ operationId }) => operationId === 'events-list')!
  const described = status.responses['200']!['application/json']!
  described.schema = { ...described.schema, properties: { items: { type: 'string' } } }
  const { faults } = await fuzz({ seed: 2, requests: 40, description, operationIds: ['events-list'] })
  expect(faults.map(({ kind }) => kind)).toContain('mismatch')
})

test('a status that is not described makes it fail', async () => {
  const description = readOwnDescription()
  for (const { responses } of description.operations) delete responses['401']
  const { faults } = await fuzz({ seed: 3, requests: 20, description, operationIds: ['me-get'] })
  expect(faults.map(({ kind }) => kind)).toContain('status')
})
