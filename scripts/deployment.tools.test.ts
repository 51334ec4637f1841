import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { steps } from './deployment.ts'

const root = join(import.meta.dirname, '..')
const target = {
  projectId: 'acme-labs',
  projectNumber: '123456789012',
  region: 'europe-west1',
  apiKey: 'AIzaSyExample',
  mailFrom: 'Labseat <hello@labseat.example>',
  awsRole: 'arn:aws:iam::210987654321:role/labseat-hub',
  awsAudience: 'labseat-aws',
}
const commands = steps(target).flatMap((step) => step.commands)

/** The gcloud calls of a shell text, with what a shell would fill in filled in. */
const gcloudCalls = (shell: string) =>
  shell
    .replace(/\\\n\s*/g, '')
    .replace(/\$\(cat [^)]*\)/g, '2031-01-01r0')
    .replace(/\$PROJECT_ID/g, 'acme-labs')
    .replace(/\$(REGION|role|name|account|FIREBASE_API_KEY)/g, (_, name) =>
      name === 'REGION' ? 'europe-west1' : 'x',
    )
    .split(/\n| \|\| | \| | > |\$\(|\)$/m)
    .map((part) => part.trim())
    .filter((part) => part.startsWith('gcloud '))
/** Commands that differ in names only are alike: parsing one of them takes gcloud 0.15 s. */
const shape = (call: string) => call.replace(/=('[^']*'|\S+)/g, '').replace(/ [a-z]+(-[a-z]+)+(?= |$)/g, '')
const distinct = (calls: string[]) => [...new Map(calls.map((call) => [shape(call), call])).values()]

const env = {
  ...process.env,
  CLOUDSDK_CONFIG: mkdtempSync(join(tmpdir(), 'labseat-gcloud-')),
  CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
  CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
}
afterAll(() => rmSync(env.CLOUDSDK_CONFIG, { recursive: true }))
const lint = (calls: string[]) => {
  const file = join(env.CLOUDSDK_CONFIG, 'commands.json')
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
  const pages = ['docs/deployment.md', 'docs/cloud-accounts.md']
  const text = pages.map((page) => readFileSync(join(root, page), 'utf8')).join('\n')
  const documentedCommands = [...text.matchAll(/```sh\n(.*?)```|`(gcloud [^`]+)`/gs)].map(
    ([, block, inline]) => block ?? inline!.replace(/\n\s*/g, ' '),
  )
  const calls = distinct(gcloudCalls([...commands, ...documentedCommands].join('\n')))
  expect(calls.length).toBeGreaterThan(30)
  // The last one shows that a wrong command would be found.
  const wrong = 'gcloud functions deploy events-get --gen2 --no-such-flag'
  expect(lint([...calls, wrong]).map(([call]) => call)).toEqual([wrong])
})
