import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findGcloudSdk } from '../../testing/gcloud-sdk.ts'
import { root } from './upload.ts'

const sdk = findGcloudSdk()
const parseBuild = (file: string) =>
  spawnSync('python3', [join(import.meta.dirname, 'parse-cloudbuild.py'), sdk!, file], { encoding: 'utf8' })

test.skipIf(!sdk)('gcloud itself understands cloudbuild.yaml, and would name a wrong field', () => {
  const { status, stdout, stderr } = parseBuild(join(root, 'cloudbuild.yaml'))
  expect(status, stderr).toBe(0)
  expect(JSON.parse(stdout).steps.map(({ id }: { id: string }) => id)).toEqual(['verify', 'deploy'])

  const folder = mkdtempSync(join(tmpdir(), 'labseat-cloudbuild-'))
  try {
    const wrong = join(folder, 'cloudbuild.yaml')
    const text = readFileSync(join(root, 'cloudbuild.yaml'), 'utf8')
    writeFileSync(wrong, text.replace('machineType', 'machine'))
    const answer = parseBuild(wrong)
    expect([answer.status, answer.stderr]).toEqual([1, expect.stringContaining('.options.machine: unused')])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
