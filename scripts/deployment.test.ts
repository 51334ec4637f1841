import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { operations } from '../contract/index.ts'
import { topics } from '../pubsub/topics.ts'
import { accountKeepers, runnerListeners, runnerStarters, secretOpeners, steps } from './deployment.ts'

const root = join(import.meta.dirname, '..')
const target = {
  projectId: 'acme-labs',
  projectNumber: '123456789012',
  region: 'europe-west1',
  apiKey: 'AIzaSyExample',
  mailFrom: 'Labseat <hello@labseat.example>',
  awsRole: 'arn:aws:iam::210987654321:role/labseat-hub',
}
const commands = steps(target).flatMap((step) => step.commands)
const starting = (start: string) => commands.filter((command) => command.startsWith(start))

test('deploys each endpoint and each handler once, open to nobody', () => {
  const deployed = starting('gcloud functions deploy ')
  const names = [...operations.map(({ id }) => id), ...new Set(topics.map(({ handler }) => handler))]
  expect(deployed.map((command) => command.split(' ')[3]).sort()).toEqual(names.sort())
  for (const command of deployed) expect(command).toContain(' --no-allow-unauthenticated ')
})

test('lets the gateway call endpoints only, and Pub/Sub handlers only', () => {
  const callers = starting('gcloud functions add-invoker-policy-binding ').map((command) => {
    const [, name, caller] = /binding (\S+) --member=serviceAccount:labseat-(\w+)@/.exec(command) ?? []
    return `${caller} ${name}`
  })
  const expected = [
    ...operations.map(({ id }) => `gateway ${id}`),
    ...[...new Set(topics.map(({ handler }) => handler))].map((handler) => `push ${handler}`),
  ]
  expect(callers.sort()).toEqual(expected.sort())
})

test('gives each topic a signed push subscription and a place for its dead letters', () => {
  for (const { topic, handler } of topics) {
    const [push] = starting(`gcloud pubsub subscriptions update ${topic} `)
    expect(push).toContain(
      `--push-endpoint=https://${handler}-123456789012.europe-west1.run.app/projects/acme-labs/topics/${topic} `,
    )
    expect(push).toContain('--push-auth-service-account=labseat-push@acme-labs.iam.gserviceaccount.com ')
    expect(push).toContain(`--dead-letter-topic=${topic}-dead `)
    expect(starting(`gcloud pubsub subscriptions describe ${topic}-dead `)).toHaveLength(1)
  }
})

/** A file and every file of ours that it imports, at once or later. */
const closure = (file: string, known = new Set<string>()): Set<string> => {
  if (known.has(file)) return known
  known.add(file)
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+\.ts)'/g))
    closure(join(file, '..', path!), known)
  return known
}

/** As functions/index.ts finds a function by its name. */
const fileOf = (side: string, name: string) => {
  const folders = readdirSync(join(root, side)).filter((folder) => name.startsWith(`${folder}-`))
  const files = folders.map((folder) => join(root, side, folder, `${name.slice(folder.length + 1)}.ts`))
  return files[0]!
}
const filesOf = new Map([
  ...operations.map(({ id }) => [id, closure(fileOf('functions', id))] as const),
  ...topics.map(({ handler }) => [handler, closure(fileOf('pubsub', handler))] as const),
])
const runningAs = (account: string) =>
  starting('gcloud functions deploy ')
    .filter((command) => command.includes(` --service-account=labseat-${account}@`))
    .map((command) => command.split(' ')[3])
    .sort()
const told = (variable: string) =>
  starting('gcloud functions deploy ')
    .filter((command) => command.includes(`;${variable}=`))
    .map((command) => command.split(' ')[3])
    .sort()

test('only functions that need it run as the account that may manage accounts', () => {
  const keepers = [...filesOf].filter(([, files]) =>
    [...files].some((one) => readFileSync(one, 'utf8').includes("'firebase-admin/auth'")),
  )
  expect(keepers.map(([name]) => name).sort()).toEqual([...accountKeepers].sort())
  expect(runningAs('accounts')).toEqual([...accountKeepers].sort())
})

test('only functions that go to a cloud run as the account that may open credentials', () => {
  const platforms = join(root, 'server/clouds/index.ts')
  const openers = [...filesOf].filter(([, files]) => files.has(platforms)).map(([name]) => name)
  expect(openers.sort()).toEqual([...secretOpeners].sort())
  expect(runningAs('clouds')).toEqual(openers)
})

test('tells who opens credentials of the key, and besides them who says whom to trust of its account', () => {
  const openers = [...secretOpeners].sort()
  expect(told('LABSEAT_KMS_KEY')).toEqual(openers)
  const trusted = [...openers, 'cloud-trust-get'].sort()
  for (const variable of ['LABSEAT_SERVICE_ACCOUNT', 'LABSEAT_SERVICE_ACCOUNT_ID', 'LABSEAT_AWS_ROLE'])
    expect(told(variable)).toEqual(trusted)
  const [described] = starting('gcloud iam service-accounts describe labseat-clouds@')
  const file = / > (\S+)$/.exec(described!)![1]
  const [verify] = starting('gcloud functions deploy cloud-accounts-verify ')
  expect(verify).toContain(`;LABSEAT_SERVICE_ACCOUNT_ID='"$(cat ${file})" `)
})

test('starts and hears runners with what their account and their job are called, and nobody else does', () => {
  const starts = [...filesOf].filter(([, files]) => files.has(join(root, 'server/jobs.ts')))
  expect(starts.map(([name]) => name).sort()).toEqual([...runnerStarters].sort())
  expect(told('LABSEAT_RUNNER_JOB')).toEqual([...runnerStarters].sort())
  const hears = operations.filter(({ access }) => access === 'runner').map(({ id }) => id)
  expect(hears.sort()).toEqual([...runnerListeners].sort())
  expect(told('LABSEAT_RUNNER_ACCOUNT')).toEqual(hears)
  expect(told('LABSEAT_API_URL')).toEqual(expect.arrayContaining(hears))
})

test('has a job for each image, tried once, as an account with no rights', () => {
  const jobs = starting('gcloud run jobs deploy ')
  expect(jobs).toHaveLength(4)
  for (const job of jobs) {
    expect(job).toContain(' --service-account=labseat-runner@')
    expect(job).toContain(' --max-retries=0 ')
  }
  const bound = starting('gcloud run jobs add-iam-policy-binding ')
  expect(bound.every((command) => / --member=serviceAccount:labseat-(runs|accounts)@/.test(command))).toBe(
    true,
  )
})

test('says nothing of AWS where Labseat has no role there', () => {
  const { awsRole: _, ...without } = target
  const all = steps(without).flatMap((step) => step.commands)
  expect(all.join()).not.toContain('LABSEAT_AWS')
})

test('lets a function end what it began before the gateway gives up', () => {
  const [making] = starting('gcloud functions deploy cloud-accounts-create-bucket ')
  expect(making).toContain(' --timeout=30s ')
})
