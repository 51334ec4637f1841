import { afterEach, beforeEach, expect, test } from 'vitest'
import { fakeArtifacts, newSession, target } from '../../testing/deployment.ts'
import { type GoogleDouble, startGoogleDouble } from '../../testing/google-cloud/server.ts'
import type { Artifacts } from './artifacts.ts'
import { carryOut, onceResources, PersonNeeded, readPlan, releaseResources, removeAll } from './plan.ts'
import { describePlan } from './print.ts'
import { functionNames } from './resources/functions.ts'
import { rollBack } from './resources/record.ts'
import { servingRevision } from './resources/services.ts'

let double: GoogleDouble
beforeEach(async () => {
  process.env.LABSEAT_SMTP_URL = 'smtps://user:password@smtp.example.com'
  double = await startGoogleDouble()
  double.linkBilling()
})
afterEach(async () => {
  delete process.env.LABSEAT_SMTP_URL
  await double.stop()
})

const first = fakeArtifacts('1')
const second = fakeArtifacts('2')
const resources = (artifacts: Artifacts = first, its = target) => [
  ...onceResources(its),
  ...releaseResources(its, artifacts),
]
const deploy = (artifacts: Artifacts = first, its = target) =>
  carryOut(resources(artifacts, its), newSession(double.origin), ['once', 'release'])
const servicePath = (name: string) =>
  `run.googleapis.com/v2/projects/${target.projectId}/locations/${target.region}/services/${name}`
const serving = (name: string) => servingRevision(double.store.get(servicePath(name)))
const pathsOf = (changes: readonly string[]) => changes.map((change) => change.split(' ')[1]!)

test('a deployment into an empty project ends, and a second one changes nothing', async () => {
  expect(await deploy()).toBeGreaterThan(300)
  double.forget()
  expect(await deploy()).toBe(0)
  expect(double.changes).toEqual([])
  const plan = await readPlan(resources(), newSession(double.origin))
  expect(plan.filter(({ change }) => change)).toEqual([])
})

test('a dry run of an empty project changes nothing and lists every step', async () => {
  const plan = await readPlan(resources(), newSession(double.origin))
  expect(double.changes).toEqual([])
  const unchanged = plan.filter(({ change }) => !change).map(({ resource }) => resource.id)
  // Nothing has left the code yet, and the billing account is there.
  expect(unchanged).toEqual([
    'topics that left the code',
    'alerts that left the code',
    'functions that left the code',
  ])
  const text = describePlan(plan, target, 1000).join('\n')
  for (const { resource } of plan)
    if (!unchanged.includes(resource.id)) expect(text).toContain(` ${resource.id}`)
})

// interruption.tools.test.ts interrupts it at every kind of step.
test('a deployment whose change arrived but not its answer is picked up', async () => {
  double.interruptAt(250, true)
  await expect(deploy()).rejects.toThrow('interrupted')
  double.resume()
  await deploy()
  double.forget()
  expect(await deploy()).toBe(0)
})

test('stops before billing is linked, and names the person’s part', async () => {
  double.store.resources.delete('billing')
  await expect(deploy()).rejects.toThrow(PersonNeeded)
  await expect(deploy()).rejects.toThrow('Link a billing account')
})

test('stops where the mail server is not known', async () => {
  delete process.env.LABSEAT_SMTP_URL
  await expect(deploy()).rejects.toThrow('LABSEAT_SMTP_URL')
})

test('the account of releases changes nothing that needs an owner', async () => {
  await deploy()
  double.store.resources.delete(
    `iam.googleapis.com/v1/projects/${target.projectId}/serviceAccounts/labseat-push@${target.projectId}.iam.gserviceaccount.com`,
  )
  double.forget()
  await expect(carryOut(resources(), newSession(double.origin), ['release'])).rejects.toThrow(
    'needs an owner',
  )
  expect(double.changes).toEqual([])
})

test('a new version changes images, services, jobs, the gateway and the web app, and no account', async () => {
  await deploy()
  double.forget()
  await deploy(second)
  const changed = pathsOf(double.changes)
  for (const name of functionNames) expect(changed).toContain(servicePath(name))
  expect(
    changed.filter((path) => /^(iam|cloudkms|secretmanager|serviceusage|pubsub|firestore)\./.test(path)),
  ).toEqual([])
})

test('a database whose readers could hold locks is put right, and Firestore serves the web app alone', async () => {
  await deploy()
  const database = double.store.get(
    `firestore.googleapis.com/v1/projects/${target.projectId}/databases/(default)`,
  )
  const checked = double.store.get(
    `firebaseappcheck.googleapis.com/v1/projects/${target.projectNumber}/services/firestore.googleapis.com`,
  )
  expect(database.concurrencyMode).toBe('OPTIMISTIC')
  expect(checked).toEqual({ enforcementMode: 'ENFORCED' })
  // What Google takes where nothing is said, and what somebody switched off in the console.
  database.concurrencyMode = 'PESSIMISTIC'
  checked.enforcementMode = 'UNENFORCED'
  expect(await deploy()).toBe(2)
  expect(database.concurrencyMode).toBe('OPTIMISTIC')
  expect(checked.enforcementMode).toBe('ENFORCED')
})

test('App Check gets a key for the web app’s domains, and without App Check there is none', async () => {
  await deploy()
  const project = `projects/${target.projectId}`
  const [key] = double.store.childrenOf(`recaptchaenterprise.googleapis.com/v1/${project}/keys`)
  expect(key.webSettings).toEqual({
    integrationType: 'SCORE',
    allowedDomains: [`${target.projectId}.web.app`, `${target.projectId}.firebaseapp.com`],
  })
  const provider = [...double.store.resources].find(([path]) => path.endsWith('/recaptchaEnterpriseConfig'))
  expect(provider![1]).toEqual({ siteKey: key.name.split('/').at(-1) })

  key.webSettings.allowedDomains = []
  expect(await deploy()).toBe(1)
  expect(key.webSettings.allowedDomains).toHaveLength(2)

  const without = { ...target, environment: { ...target.environment, appCheck: false } }
  const ids = onceResources(without).map(({ id }) => id)
  expect(ids.filter((id) => /App Check|recaptcha/.test(id))).toEqual([])
})

test.each(['functions', 'runner-aws', 'gateway'])(
  'a release stops before it serves an image of %s with a critical vulnerability that can be mended',
  async (name) => {
    await deploy()
    const vulnerability = (severity: string, fixAvailable: boolean, note: string) => ({
      noteName: `projects/goog-vulnz/notes/${note}`,
      vulnerability: { effectiveSeverity: severity, fixAvailable },
    })
    const image = [...double.store.resources].find(([path]) =>
      new RegExp(`^image .*/${name}@`).test(path),
    )![1]
    image.vulnerabilities = [
      vulnerability('CRITICAL', false, 'CVE-2026-1'),
      vulnerability('HIGH', true, 'CVE-2026-2'),
    ]
    expect(await deploy()).toBe(0)
    image.vulnerabilities.push(vulnerability('CRITICAL', true, 'CVE-2026-3'))
    double.forget()
    await expect(deploy()).rejects.toThrow(
      `The image ${name} has critical vulnerabilities that a newer package mends: CVE-2026-3.`,
    )
    expect(double.changes).toEqual([])
  },
)

test('all images are built and scanned before a function changes', () => {
  const ids = releaseResources(target, first).map(({ id }) => id)
  const lastScan = ids.findLastIndex((id) => id.startsWith('scan of image '))
  expect(ids.filter((id) => id.startsWith('image ')).length).toBe(
    ids.filter((id) => id.startsWith('scan of image ')).length,
  )
  expect(lastScan).toBeLessThan(ids.findIndex((id) => id.startsWith('service ')))
  expect(lastScan).toBeLessThan(ids.findIndex((id) => id.startsWith('job ')))
})

test('a release stops before anything changes when Google refuses openapi.yaml', async () => {
  await deploy()
  double.forget()
  double.refuseConfigurations('Unable to parse Open API')
  await expect(deploy(second)).rejects.toThrow('Unable to parse Open API')
  expect(double.changes).toEqual([])
})

test('a setting that somebody changed by hand is put right, and a role that somebody added is taken away', async () => {
  await deploy()
  double.store.get(servicePath('events-get')).template.timeout = '300s'
  const policy = double.store.policies.get(servicePath('events-get'))
  policy.bindings[0].members.push('allUsers')
  const project = `cloudresourcemanager.googleapis.com/v3/projects/${target.projectId}`
  const member = `serviceAccount:labseat-runner@${target.projectId}.iam.gserviceaccount.com`
  double.store.policies
    .get(project)
    .bindings.push({ role: 'roles/editor', members: [member, 'user:ada@example.com'] })
  expect(await deploy()).toBe(3)
  expect(double.store.get(servicePath('events-get')).template.timeout).toBe('30s')
  expect(JSON.stringify(double.store.policies.get(servicePath('events-get')))).not.toContain('allUsers')
  const editors = double.store.policies
    .get(project)
    .bindings.find(({ role }: { role: string }) => role === 'roles/editor')
  expect(editors.members).toEqual(['user:ada@example.com'])
})

test('a new version of a secret makes new revisions, whose instances read it', async () => {
  await deploy()
  const secret = `secretmanager.googleapis.com/v1/projects/${target.projectId}/secrets/labseat-hmac-key`
  await newSession(double.origin).google.call('POST', `${secret}:addVersion`, { payload: { data: '' } })
  expect(await deploy()).toBe(functionNames.length + 1)
  expect(serving('events-get')).toBe('events-get-00002-abc')
})

test('a function and a topic that left the code are deleted', async () => {
  await deploy()
  double.store.resources.set(servicePath('events-gone'), {
    ...structuredClone(double.store.get(servicePath('events-get'))),
    name: servicePath('events-gone').split('/').slice(2).join('/'),
  })
  const topic = `pubsub.googleapis.com/v1/projects/${target.projectId}/topics`
  double.store.resources.set(`${topic}/gone`, {
    name: `projects/${target.projectId}/topics/gone`,
    labels: { labseat: 'yes' },
  })
  double.store.resources.set(`${topic}/somebody-else`, {
    name: `projects/${target.projectId}/topics/somebody-else`,
  })
  await deploy()
  expect(double.store.resources.has(servicePath('events-gone'))).toBe(false)
  expect(double.store.resources.has(`${topic}/gone`)).toBe(false)
  expect(double.store.resources.has(`${topic}/somebody-else`)).toBe(true)
})

test('a canary gives new revisions their share, and the next deployment gives them all', async () => {
  await deploy()
  const stableRevision = serving('registrations-request')
  const canary = { ...target, canaryPercent: 10 }
  await deploy(second, canary)
  const { traffic } = double.store.get(servicePath('registrations-request'))
  expect(traffic.map(({ percent }: { percent: number }) => percent)).toEqual([10, 90])
  expect(traffic[1].revision).toBe(stableRevision)
  expect(serving('api')).toBe('api-00001-abc')
  double.forget()
  await deploy(second, canary)
  expect(double.changes).toEqual([])
  await deploy(second)
  expect(serving('registrations-request')).toBe('registrations-request-00002-abc')
})

test('a roll-back gives all requests to the release before, and a second one finds nothing earlier', async () => {
  await deploy()
  const image = () =>
    double.store.get(servicePath('events-get').replace('services/events-get', 'jobs/labseat-runner-aws'))
      .template.template.containers[0].image
  const [revision, runner] = [serving('events-get'), image()]
  await deploy(second)
  expect(serving('events-get')).not.toBe(revision)
  const changed = await rollBack(newSession(double.origin), target)
  expect(changed.some((line) => line.startsWith('web app'))).toBe(true)
  for (const name of functionNames) expect(serving(name)).toBe(`${name}-00001-abc`)
  // Its image contains the configuration, so the routes go back, too.
  expect(serving('api')).toBe('api-00001-abc')
  expect(image()).toBe(runner)
  await expect(rollBack(newSession(double.origin), target)).rejects.toThrow('no earlier release')
  // The version that was rolled back can be deployed once more.
  await deploy(second)
  expect(serving('events-get')).not.toBe(revision)
})

test('a half-finished deployment goes back to the last complete release', async () => {
  await deploy()
  double.forget()
  double.interruptAt(40, false)
  await expect(deploy(second)).rejects.toThrow('interrupted')
  double.resume()
  expect(functionNames.some((name) => serving(name)?.includes('-00002-'))).toBe(true)
  await rollBack(newSession(double.origin), target)
  for (const name of functionNames) expect(serving(name)).toBe(`${name}-00001-abc`)
})

test('removing an environment leaves data, keys and secrets, and says so', async () => {
  await deploy()
  const stays = await removeAll(resources(), newSession(double.origin))
  const left = [...double.store.resources.keys()]
  expect(
    left.filter((path) => /^(run|pubsub|cloudscheduler|artifactregistry)\.googleapis/.test(path)),
  ).toEqual([])
  expect(left.filter((path) => path.includes('/databases/(default)')).length).toBeGreaterThan(0)
  for (const name of [
    'Firestore database',
    'key cloud-accounts',
    'secret labseat-hmac-key',
    'account labseat-clouds',
  ])
    expect(stays.some((line) => line.startsWith(`${name}:`))).toBe(true)
})
