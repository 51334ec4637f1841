import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeSkipped } from './vitest.ts'

const root = join(import.meta.dirname, '..')
const fileOf = (name: string, ...results: { fullName: string; status: string; meta?: object }[]) => ({
  name: join(root, name),
  status: 'passed',
  assertionResults: results,
})
const skipped = { fullName: 'gcloud parses it', status: 'skipped' }

// A machine without gcloud or the simulated AWS passes with fewer checks. The summary has to say which.
test('the summary names what was not tested, with the reason where a test gives one', () => {
  const testResults = [
    fileOf('a.tools.test.ts', skipped, { ...skipped, status: 'pending' }),
    fileOf('b.tools.test.ts', skipped, { fullName: 'works', status: 'passed' }),
    fileOf('c.tools.test.ts', { ...skipped, fullName: 'scans', meta: { skipReason: 'no network' } }),
    fileOf('d.test.ts', { fullName: 'works', status: 'passed' }, { fullName: 'breaks', status: 'failed' }),
  ]
  expect(describeSkipped({ testResults })).toEqual([
    '2 tests of a.tools.test.ts',
    '1 test of b.tools.test.ts',
    'scans: no network',
  ])
})
