import { expect, test } from 'vitest'
import { operations } from '../contract/index.ts'
import { topics } from '../pubsub/topics.ts'
import * as needs from './deployment/needs.ts'
import { steps } from './deployment.ts'
import { functionsImporting } from './import-graph.ts'

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

// Written out, so that a change of the import graph that gives a function a right fails here.
const accountManagers = [
  'auth-register',
  'me-change-email',
  'me-change-password',
  'me-delete',
  'me-export',
  'me-revoke-sessions',
  'notifications-deliver',
  'sweep-run',
  'users-list',
]
const secretOpeners = [
  'cloud-accounts-buckets',
  'cloud-accounts-check',
  'cloud-accounts-create',
  'cloud-accounts-create-bucket',
  'cloud-accounts-objects',
  'cloud-accounts-rotate',
  'cloud-accounts-verify',
  'clusters-create',
  'runner-credentials',
]
const runnerStarters = ['clusters-start', 'sweep-run']
const runnerEndpoints = ['runner-claim', 'runner-credentials', 'runner-progress']

const runningAs = (account: string) =>
  starting('gcloud functions deploy ')
    .filter((command) => command.includes(` --service-account=labseat-${account}@`))
    .map((command) => command.split(' ')[3])
    .sort()
const withVariable = (variable: string) =>
  starting('gcloud functions deploy ')
    .filter((command) => command.includes(`;${variable}=`))
    .map((command) => command.split(' ')[3])
    .sort()

test('only functions that manage accounts at Firebase Auth run as the account that may', () => {
  expect([...needs.accountManagers].sort()).toEqual(accountManagers)
  expect(runningAs('accounts')).toEqual(accountManagers)
})

test('only functions that sign in at a cloud run as the account that may open credentials', () => {
  expect([...needs.secretOpeners].sort()).toEqual(secretOpeners)
  expect(runningAs('clouds')).toEqual(secretOpeners)
})

test('only functions that open credentials get the key, and they and cloud-trust-get get the trusted account', () => {
  expect(withVariable('LABSEAT_KMS_KEY')).toEqual(secretOpeners)
  const trusted = [...secretOpeners, 'cloud-trust-get'].sort()
  for (const variable of ['LABSEAT_SERVICE_ACCOUNT', 'LABSEAT_SERVICE_ACCOUNT_ID', 'LABSEAT_AWS_ROLE'])
    expect(withVariable(variable)).toEqual(trusted)
  const [describeAccount] = starting('gcloud iam service-accounts describe labseat-clouds@')
  const file = / > (\S+)$/.exec(describeAccount!)![1]
  const [verify] = starting('gcloud functions deploy cloud-accounts-verify ')
  expect(verify).toContain(`;LABSEAT_SERVICE_ACCOUNT_ID='"$(cat ${file})" `)
})

test('only functions that start runners get the job, and only functions that runners call get their account', () => {
  expect([...needs.runnerStarters].sort()).toEqual(runnerStarters)
  expect(withVariable('LABSEAT_RUNNER_JOB')).toEqual(runnerStarters)
  expect([...needs.runnerEndpoints].sort()).toEqual(runnerEndpoints)
  expect(withVariable('LABSEAT_RUNNER_ACCOUNT')).toEqual(runnerEndpoints)
  expect(withVariable('LABSEAT_API_URL')).toEqual(expect.arrayContaining(runnerEndpoints))
})

test('only the function that sends e-mail gets the mail server and its password', () => {
  expect([...needs.mailSenders]).toEqual(['notifications-deliver'])
  expect(withVariable('LABSEAT_MAIL_FROM')).toEqual(['notifications-deliver'])
  const withPassword = starting('gcloud functions deploy ').filter((command) =>
    command.includes('labseat-smtp-url'),
  )
  expect(withPassword.map((command) => command.split(' ')[3])).toEqual(['notifications-deliver'])
})

test('the import graph reports a file that has moved', () => {
  expect(() => functionsImporting('server/nowhere.ts')).toThrow('server/nowhere.ts')
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
