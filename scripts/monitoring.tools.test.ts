import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { monitoringFiles } from './monitoring/files.ts'
import { findMisfits, type Schema } from './monitoring/shape.ts'

/** The folder of the installed gcloud, whose clients Google generates from its discovery documents. */
const findSdk = (): string | undefined => {
  const { status, stdout } = spawnSync('which', ['gcloud'], { encoding: 'utf8' })
  const folder = status === 0 ? dirname(dirname(realpathSync(stdout.trim()))) : undefined
  return folder && existsSync(join(folder, 'lib/googlecloudsdk/generated_clients')) ? folder : undefined
}
const sdk = findSdk()

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
