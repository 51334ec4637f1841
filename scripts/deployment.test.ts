import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { operations } from '../contract/index.ts'
import { topics } from '../pubsub/topics.ts'
import { accountKeepers, steps } from './deployment.ts'

const root = join(import.meta.dirname, '..')
const target = {
  projectId: 'acme-labs',
  projectNumber: '123456789012',
  region: 'europe-west1',
  apiKey: 'AIzaSyExample',
  mailFrom: 'Labseat <hello@labseat.example>',
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

test('only functions that need it run as the account that may manage accounts', () => {
  const fileOf = (side: string, name: string) => join(root, side, `${name.replace('-', '/')}.ts`)
  const files = new Map([
    ...operations.map(({ id }) => [id, fileOf('functions', id)] as const),
    ...topics.map(({ handler }) => [handler, fileOf('pubsub', handler)] as const),
  ])
  const keepers = [...files].filter(([, file]) =>
    [...closure(file)].some((one) => readFileSync(one, 'utf8').includes("'firebase-admin/auth'")),
  )
  expect(keepers.map(([name]) => name).sort()).toEqual([...accountKeepers].sort())
})
