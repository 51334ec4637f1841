import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import packageJson from '../../package.json' with { type: 'json' }
import { target } from '../../testing/deployment.ts'
import { parseOptions } from './options.ts'
import { submitCommand } from './submit.ts'
import { accountIn } from './target.ts'
import { root } from './upload.ts'

type Step = { id: string; name: string; args: string[] }
const text = readFileSync(join(root, 'cloudbuild.yaml'), 'utf8')
const build: { steps: Step[]; substitutions: Record<string, string>; serviceAccount: string } = parse(text)

/** What `npm run deploy -- --yes` hands to Cloud Build. */
const readSubmitted = (options: { warm: boolean; canaryPercent: number }): Record<string, string> => {
  const flag = submitCommand(target, options).find((part) => part.startsWith('--substitutions='))!
  const pairs = flag.replace('--substitutions=^|^', '').split('|')
  return Object.fromEntries(pairs.map((pair) => [pair.split('=')[0]!, pair.slice(pair.indexOf('=') + 1)]))
}

/** The options that the deploying step gets. */
const optionsWith = (substitutions: Record<string, string>) => {
  const values = { ...build.substitutions, ...substitutions, PROJECT_ID: target.projectId }
  const [, ...args] = build.steps
    .find(({ id }) => id === 'deploy')!
    .args.join('\n')
    .replace(/\$\{?(\w+)\}?/g, (_, name: string) => values[name as keyof typeof values] ?? '')
    .split('\n--\n')
  return parseOptions(args.join('\n').split('\n'))
}

test('a submitted build deploys what the person asked for', () => {
  expect(optionsWith(readSubmitted({ warm: true, canaryPercent: 10 }))).toMatchObject({
    release: true,
    yes: true,
    project: target.projectId,
    region: target.region,
    environmentName: target.environmentName,
    mailFrom: target.mailFrom,
    warm: true,
    canaryPercent: 10,
  })
})

test('a build that a push triggers deploys production whole, with the environment’s own sender', () => {
  expect(optionsWith({})).toMatchObject({
    release: true,
    environmentName: 'prod',
    mailFrom: undefined,
    warm: false,
    canaryPercent: 100,
  })
})

// Cloud Build refuses a substitution that nothing uses, and one that is not declared.
test('each substitution is declared and used', () => {
  const declared = Object.keys(build.substitutions)
  const [steps] = text.split('\nsubstitutions:')
  expect(declared.toSorted()).toEqual([...new Set(steps!.match(/(?<=\$)_\w+/g))].toSorted())
  expect(Object.keys(readSubmitted({ warm: false, canaryPercent: 100 })).toSorted()).toEqual(
    declared.toSorted(),
  )
})

test('it runs as the account that deploys', () => {
  expect(build.serviceAccount.replaceAll('$PROJECT_ID', target.projectId)).toBe(
    `projects/${target.projectId}/serviceAccounts/${accountIn(target, 'deploy')}`,
  )
})

test('Cloud Build and every image run the Node that tests run', () => {
  const files = ['cloudbuild.yaml', ...globSync('{clusters,deploy/images}/*Dockerfile', { cwd: root })]
  const versions = files.flatMap(
    (file) => readFileSync(join(root, file), 'utf8').match(/(?<=\bnode:)[\d.]+/g) ?? [],
  )
  expect(versions.length).toBeGreaterThan(4)
  expect(new Set(versions)).toEqual(new Set([packageJson.devDependencies.node]))
})
