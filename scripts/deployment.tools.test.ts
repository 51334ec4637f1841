import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { target } from '../testing/deployment.ts'
import { documentedGcloudCalls } from '../testing/documented-commands.ts'
import { submitCommand } from './deployment/submit.ts'
import { gcloudEnvironment } from './deployment/upload.ts'

const configuration = mkdtempSync(join(tmpdir(), 'labseat-gcloud-'))
const env = gcloudEnvironment(configuration)
afterAll(() => rmSync(configuration, { recursive: true }))
const lint = (calls: string[]) => {
  const file = join(configuration, 'commands.json')
  writeFileSync(file, JSON.stringify(calls.map((call) => ({ command_string: call }))))
  const { stdout } = spawnSync('gcloud', ['meta', 'lint-gcloud-commands', `--commands-file=${file}`], {
    encoding: 'utf8',
    env,
    maxBuffer: 64 * 1024 * 1024,
  })
  const results: { command_string: string; success: boolean; error_message: string }[] = JSON.parse(stdout)
  return results
    .filter(({ success }) => !success)
    .map((result) => [result.command_string, result.error_message])
}

const hasGcloud = spawnSync('gcloud', ['--version'], { env }).status === 0

test.skipIf(!hasGcloud)('gcloud itself parses what a deployment runs and docs/ says', () => {
  const [program, ...args] = submitCommand(target, { warm: true, canaryPercent: 10 })
  const submit = [program, ...args.map((arg) => (/[ ^|]/.test(arg) ? `'${arg}'` : arg))].join(' ')
  const calls = [submit, ...documentedGcloudCalls()]
  expect(calls.length).toBeGreaterThan(40)
  // The last one shows that a wrong command would be found.
  const wrong = 'gcloud functions deploy events-get --gen2 --no-such-flag'
  expect(lint([...calls, wrong]).map(([call]) => call)).toEqual([wrong])
})
