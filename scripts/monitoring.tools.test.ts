import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findGcloudSdk } from '../testing/gcloud-sdk.ts'
import { monitoringFiles } from './monitoring/files.ts'
import { findMisfits, type Schema } from './monitoring/shape.ts'

const sdk = findGcloudSdk()

test.skipIf(!sdk)('every file has the shape that the installed gcloud knows', () => {
  const { status, stdout, stderr } = spawnSync(
    'python3',
    [join(import.meta.dirname, 'monitoring/schema.py'), sdk!],
    { encoding: 'utf8' },
  )
  expect(status, stderr).toBe(0)
  const schema: Schema = JSON.parse(stdout)
  for (const [kind, files] of Object.entries(monitoringFiles()))
    for (const [name, content] of Object.entries(files))
      expect(findMisfits(schema, { type: schema.roots[kind]! }, content), `${kind}/${name}`).toEqual([])
})
