import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { fakeArtifacts, newSession, target } from '../../testing/deployment.ts'
import { type GoogleDouble, startGoogleDouble } from '../../testing/google-cloud/server.ts'
import { functionsUsing } from '../import-graph.ts'
import type { Json } from './google.ts'
import { carryOut, onceResources, releaseResources } from './plan.ts'
import { root } from './upload.ts'

/**
 * Compares what a deployment leaves at a double of Google with what the sources say, read a second way: from file names, from openapi.yaml,
 * and by searching the sources. A plan that is derived from the contract could otherwise agree only with itself.
 */
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sources = (pattern: string) =>
  globSync(pattern, { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
/** functions/events/get.ts is events-get. A leading underscore marks a helper. */
const functionFiles = (folder: string) =>
  sources(`${folder}/*/*.ts`)
    .filter((file) => !/\/_/.test(file) && /^export default /m.test(read(file)))
    .map((file) => file.slice(folder.length + 1, -'.ts'.length).replace('/', '-'))

const pubsubMessages = () =>
  [...read('contract/messages.ts').matchAll(/^ {2}'?([a-z-]+)'?: /gm)].map(([, name]) => name!)

/** Roles in the project by the package that needs them. */
const packageOf: Record<string, string> = {
  'roles/datastore.user': '@google-cloud/firestore',
  'roles/pubsub.publisher': '@google-cloud/pubsub',
  'roles/firebaseauth.admin': 'firebase-admin/auth',
  'roles/cloudtrace.agent': '@opentelemetry/exporter-trace-otlp-http',
}

const serviceName = /^run\..*\/services\/([^/]+)$/
const accountName = (email: string) => email.replace(/^serviceAccount:|@.*/g, '')

/** The roles that each account of functions needs, because of what the functions import that run as it. */
const listRoleNeeds = ({ store }: GoogleDouble): string[] => {
  const accounts = [...store.resources].flatMap(([path, service]) => {
    const name = serviceName.exec(path)?.[1]
    return name && name !== 'api' ? [{ name, account: accountName(service.template.serviceAccount) }] : []
  })
  const needs = Object.entries(packageOf).flatMap(([role, packageName]) => {
    const users = functionsUsing(packageName)
    return accounts.filter(({ name }) => users.has(name)).map(({ account }) => `role ${role} of ${account}`)
  })
  return [...new Set(needs)]
}

/** Collections whose documents have a time when they end. */
const collectionsWithExpiry = () => {
  const rules = JSON.parse(read('firestore.indexes.json')).fieldOverrides as Json[]
  return rules.filter(({ ttl }) => ttl).map(({ collectionGroup }) => collectionGroup as string)
}

const listNeeds = (double: GoogleDouble): string[] => {
  const openapi: Json = parse(read('openapi.yaml'))
  const routes = Object.entries(openapi.paths as Record<string, Record<string, Json>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `route ${method} ${path} ${operationId}`),
  )
  const indexes = JSON.parse(read('firestore.indexes.json')).indexes as Json[]
  const endpoints = functionFiles('functions')
  const handlers = functionFiles('pubsub')
  const topics = pubsubMessages()
  const platforms = globSync('clusters/*/', { cwd: root })
    .map((path) => path.replace(/^clusters\/|\/$/g, ''))
    .filter((name) => name !== 'runner' && name !== 'shared')
  return [
    ...[...endpoints, ...handlers, 'api'].map((name) => `service ${name}`),
    ...endpoints.map((name) => `caller of ${name}: labseat-gateway`),
    ...handlers.map((name) => `caller of ${name}: labseat-push`),
    'caller of api: allUsers',
    ...routes,
    ...topics.flatMap((name) => [`topic ${name}`, `topic ${name}-dead`]),
    ...topics.flatMap((name) => [`subscription ${name}`, `subscription ${name}-dead`]),
    'schedule sweep',
    ...platforms.map((name) => `job labseat-runner-${name}`),
    ...indexes.map(({ collectionGroup }) => `index of ${collectionGroup}`),
    ...collectionsWithExpiry().map((name) => `TTL of ${name}.expiresAt`),
    ...listRoleNeeds(double),
  ].sort()
}

const last = (path: string) => path.split('/').at(-1)!

/** The text of openapi.yaml that Service Management got. */
export const deployedOpenapi = ({ store }: GoogleDouble): string => {
  const config = [...store.resources].find(([path]) => /\/configs\/[^/]+$/.test(path))![1]
  return Buffer.from(config.sourceInfo.sourceFiles[0].fileContents, 'base64').toString()
}

const listDeployed = (double: GoogleDouble): string[] => {
  const { store } = double
  const paths = [...store.resources.keys()]
  const ending = (pattern: RegExp) => paths.flatMap((path) => pattern.exec(path)?.slice(1) ?? [])
  const openapi: Json = parse(deployedOpenapi(double))
  const callers = [...store.policies]
    .filter(([path]) => /^run\..*\/services\//.test(path))
    .flatMap(([path, { bindings }]) =>
      bindings.flatMap(({ members }: Json) =>
        members.map((member: string) => `caller of ${last(path)}: ${accountName(member)}`),
      ),
    )
  const projectRoles = store.policies
    .get(`cloudresourcemanager.googleapis.com/v3/projects/${target.projectId}`)
    .bindings.flatMap(({ role, members }: Json) =>
      members
        .map(accountName)
        .filter((account: string) => /^labseat-(functions|accounts|clouds|runs|oidc)$/.test(account))
        .map((account: string) => `role ${role} of ${account}`),
    )
  return [
    ...ending(serviceName).map((name) => `service ${name}`),
    ...callers,
    ...Object.entries(openapi.paths as Record<string, Record<string, Json>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `route ${method} ${path} ${operationId}`),
    ),
    ...ending(/^pubsub\..*\/topics\/([^/]+)$/).map((name) => `topic ${name}`),
    ...ending(/^pubsub\..*\/subscriptions\/([^/]+)$/).map((name) => `subscription ${name}`),
    ...ending(/^cloudscheduler\..*\/jobs\/([^/]+)$/).map((name) => `schedule ${name}`),
    ...ending(/^run\..*\/jobs\/([^/]+)$/).map((name) => `job ${name}`),
    ...ending(/^firestore\..*\/collectionGroups\/([^/]+)\/indexes\/[^/]+$/).map((name) => `index of ${name}`),
    ...[...store.resources]
      .filter(([path, { ttlConfig }]) => path.includes('/fields/') && ttlConfig)
      .map(([path]) => `TTL of ${path.split('/').at(-3)}.${last(path)}`),
    ...projectRoles,
  ].sort()
}

/** What one list has more than the other, counting each item. */
const without = (all: readonly string[], taken: readonly string[]) => {
  const left = [...taken]
  return all.filter((item) => {
    const at = left.indexOf(item)
    if (at === -1) return true
    left.splice(at, 1)
    return false
  })
}

/** Deploys to a double. @returns what the code needs and the plan lacks, and what only the plan has */
export const compareWithCode = async (
  double: GoogleDouble,
): Promise<{ missing: string[]; extra: string[] }> => {
  process.env.LABSEAT_SMTP_URL ??= 'smtps://user:password@smtp.example.com'
  double.linkBilling()
  const resources = [...onceResources(target), ...releaseResources(target, fakeArtifacts())]
  await carryOut(resources, newSession(double.origin), ['once', 'release'])
  const [code, plan] = [listNeeds(double), listDeployed(double)]
  return { missing: without(code, plan), extra: without(plan, code) }
}

if (import.meta.main) {
  const double = await startGoogleDouble()
  const { missing, extra } = await compareWithCode(double)
  for (const item of missing) console.log(`The plan lacks: ${item}`)
  for (const item of extra) console.log(`Only the plan has: ${item}`)
  if (missing.length + extra.length === 0) console.log('The plan and the code agree.')
  else process.exitCode = 1
  await double.stop()
}
