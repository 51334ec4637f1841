import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunnerInputs } from '../../contract/runner.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { type Api, startApi } from './test/api.ts'
import { slowMain, writeModules } from './test/modules.ts'
import { childrenOf, findFilesWith, findRevealing, isGone, peakMemoryOf } from './test/processes.ts'
import { type Runner, startRunner } from './test/runner.ts'

const root = mkdtempSync(join(tmpdir(), 'labseat-sandbox-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folder: string
let count = 0
const open: Api[] = []
const runners: Runner[] = []
beforeEach(() => {
  folder = join(root, String(++count))
  mkdirSync(folder)
})
afterEach(async () => {
  for (const { child } of runners.splice(0)) child.kill('SIGKILL')
  await Promise.all(open.splice(0).map((api) => api.close()))
})

type Options = Partial<RunnerInputs> & { modules?: string; env?: Record<string, string> }
const start = async (command: RunnerInputs['command'], mode: RunnerInputs['mode'], options: Options = {}) => {
  const { modules, env, ...inputs } = options
  const api = await startApi({ command, mode, ...inputs })
  open.push(api)
  const folders = {
    sandbox: join(folder, 'bucket'),
    folder: join(folder, 'run'),
    ...(modules && { modules }),
  }
  const runner = startRunner(api, folders, env)
  runners.push(runner)
  return { api, runner }
}
const runToEnd = async (
  command: RunnerInputs['command'],
  mode: RunnerInputs['mode'],
  options: Options = {},
) => {
  const { api, runner } = await start(command, mode, options)
  const code = await runner.ended
  return { ...api.received, code, output: runner.output(), api }
}
const bucketFile = (name: string) => join(folder, 'bucket', 'clusters/c1', name)
const stateOf = (stage: string): { resources: { name: string }[] } =>
  existsSync(bucketFile(`${stage}.tfstate`))
    ? JSON.parse(readFileSync(bucketFile(`${stage}.tfstate`), 'utf8') || '{"resources":[]}')
    : { resources: [] }
const namesInState = (stage: string) => stateOf(stage).resources.map(({ name }) => name)
const filesInFolder = () => (existsSync(join(folder, 'run')) ? readdirSync(join(folder, 'run')) : [])
const slowModules = (seconds: number) => writeModules(join(folder, 'modules'), slowMain(seconds))
/** Terraform announces a provisioner before it starts it, and a provisioner that starts after SIGINT is not stopped. */
const waitForSleep = ({ pid }: Runner) =>
  waitUntil(
    'the slow resource sleeps',
    () => {
      const children = childrenOf(pid)
      return children.some(({ command }) => command.startsWith('sleep ')) && children
    },
    60,
  )

describe('a cluster', () => {
  test('is built, has no drift, and is destroyed without leftovers', async () => {
    const built = await runToEnd('create', 'plan-and-apply')
    expect(built).toMatchObject({ code: 0, planned: 14 })
    expect(built.finished).toMatchObject({
      outcome: 'succeeded',
      outputs: {
        cluster_name: 'lab-abc123',
        forwards: {
          jupyterhub: { namespace: 'jupyterhub', service: 'jupyterhub', port: 80 },
          vscode: { namespace: 'vscode', service: 'vscode', port: 80 },
        },
      },
    })
    expect([...built.stages.values()]).toEqual([
      { name: 'cluster', state: 'done' },
      { name: 'apps', state: 'done' },
    ])
    expect(new Set([...built.resources.values()].map(({ state }) => state))).toEqual(new Set(['done']))
    expect(filesInFolder()).toEqual([])

    const checked = await runToEnd('check-drift', 'plan-and-apply')
    expect(checked.finished).toMatchObject({ outcome: 'succeeded', drift: [] })

    const destroyed = await runToEnd('destroy', 'plan-and-apply')
    expect(destroyed.finished).toEqual({ outcome: 'succeeded', outputs: {}, left: [], regions: ['local'] })
    expect(namesInState('cluster')).toEqual([])
    // A second destroy has nothing to do and succeeds.
    const second = await runToEnd('destroy', 'plan')
    expect(second).toMatchObject({ planned: undefined, finished: { outcome: 'succeeded', left: [] } })
  })

  test('is planned, and another process applies exactly this plan', async () => {
    const planKey = Buffer.alloc(32, 7).toString('base64')
    const planned = await runToEnd('create', 'plan', { planKey })
    expect(planned).toMatchObject({ code: 0, planned: 17, finished: undefined })
    expect(
      [...planned.resources.values()].every(
        ({ state, action }) => state === 'planned' && action === 'create',
      ),
    ).toBe(true)
    expect(namesInState('cluster')).toEqual([])
    const storedPlan = readFileSync(bucketFile('plan-r1'))
    expect(
      storedPlan.includes('terraform_data') ||
        storedPlan.includes(Buffer.from('terraform_data').toString('base64')),
    ).toBe(false)

    const applied = await runToEnd('create', 'apply', { planKey })
    expect(applied.finished?.outcome).toBe('succeeded')
    expect(existsSync(bucketFile('plan-r1'))).toBe(false)
    expect(namesInState('apps')).toContain('service')
  })

  test('removes a deselected service, keeps the others, and says what changes from what to what', async () => {
    await runToEnd('create', 'plan-and-apply')
    const { cluster } = open[0]!.inputs
    const changed = await runToEnd('update', 'plan', {
      cluster: {
        ...cluster,
        services: ['jupyterhub', 'mlflow'],
        nodes: { type: 'standard', min: 2, max: 3 },
      },
    })
    expect(
      [...changed.resources.values()].map(({ address, action }) => `${action} ${address}`).sort(),
    ).toEqual([
      'create terraform_data.service["mlflow"]',
      'delete terraform_data.service["vscode"]',
      'update terraform_data.node_group',
    ])
    expect(changed.planned).toBe(3)
    const attributesOf = (address: string) => changed.resources.get(address)!.attributes
    expect(attributesOf('terraform_data.node_group')).toContainEqual({
      path: 'input.min',
      from: '1',
      to: '2',
    })
    expect(attributesOf('terraform_data.service["mlflow"]')).toContainEqual({
      path: 'id',
      to: '(known after apply)',
    })
    expect(attributesOf('terraform_data.service["vscode"]')).toContainEqual({
      path: 'input.name',
      from: '"vscode"',
    })
  })

  test('whose plan replaces a resource names the attribute that forces it, and no sensitive value', async () => {
    const main = (secret: string) => `
resource "terraform_data" "replaced" {
  input            = { zone = var.region, password = sensitive("${secret}"), copy = "see ${secret}" }
  triggers_replace = [var.region]
}`
    const modules = writeModules(join(folder, 'modules'), main('first-password'))
    await runToEnd('create', 'plan-and-apply', { modules })
    writeModules(modules, main('second-password'))
    const { cluster } = open[0]!.inputs
    const changed = await runToEnd('update', 'plan', { modules, cluster: { ...cluster, region: 'moon' } })
    const { action, attributes } = changed.resources.get('terraform_data.replaced')!
    expect(action).toBe('replace')
    expect(attributes![0]).toEqual({
      path: 'triggers_replace',
      from: '["local"]',
      to: '["moon"]',
      replaces: true,
    })
    expect(attributes).toContainEqual({ path: 'input.password', from: '(sensitive)', to: '(sensitive)' })
    expect(attributes).toContainEqual({ path: 'input.copy', from: '"see ***"', to: '"see ***"' })
    expect(changed.allContent).not.toContain('-password')
  })

  test('on a simulated cloud skips its apps with a reason', async () => {
    const built = await runToEnd('create', 'plan-and-apply', { simulated: true })
    expect(built.finished?.outcome).toBe('succeeded')
    expect(built.stages.get('apps')).toEqual({
      name: 'apps',
      state: 'skipped',
      reason: 'The simulated AWS has no Kubernetes API.',
    })
  })
})

describe('a plan', () => {
  test('that no longer fits is not applied', async () => {
    const planKey = Buffer.alloc(32, 7).toString('base64')
    await runToEnd('create', 'plan', { planKey })
    const storedPlan = readFileSync(bucketFile('plan-r1'))
    await runToEnd('create', 'plan-and-apply')
    writeFileSync(bucketFile('plan-r1'), storedPlan)
    const late = await runToEnd('create', 'apply', { planKey })
    expect(late).toMatchObject({ stale: true, finished: undefined, code: 0 })
    expect(existsSync(bucketFile('plan-r1'))).toBe(false)
  })
  test('that is gone is reported as stale', async () => {
    expect(await runToEnd('create', 'apply')).toMatchObject({ stale: true, finished: undefined })
  })
})

describe('a fault', () => {
  test('a cancellation stops Terraform, which saves its state; the next run works', async () => {
    const modules = slowModules(60)
    const { api, runner } = await start('create', 'plan-and-apply', { modules })
    await waitForSleep(runner)
    api.rules.cancel = true
    // The runner sends no content meanwhile, so the reply to its next question cancels it.
    await runner.ended
    expect(api.received.finished).toEqual({ outcome: 'canceled', outputs: {} })
    expect(namesInState('cluster')).toContain('first')
    expect(filesInFolder()).toEqual([])
    const destroyed = await runToEnd('destroy', 'plan-and-apply', { modules: slowModules(0) })
    expect(destroyed.finished).toMatchObject({ outcome: 'succeeded', left: [] })
  })

  test('a runner that is killed leaves a state, no lock and no Terraform; the next run works and removes its folder', async () => {
    const modules = slowModules(60)
    for (const command of ['create', 'destroy'] as const) {
      const { runner } = await start(command, 'plan-and-apply', { modules })
      const children = await waitForSleep(runner)
      runner.child.kill('SIGKILL')
      await runner.ended
      await expect
        .poll(() => children.filter(({ pid }) => !isGone(pid)), {
          timeout: 30_000,
          message: 'Terraform ends',
        })
        .toEqual([])
      const logs = findFilesWith(join(folder, 'run'), 'Interrupt received').map((path) =>
        readFileSync(path, 'utf8'),
      )
      // A second interrupt would end Terraform before it saves its state.
      expect(logs.map((text) => text.match(/interrupts? received/gi))).toEqual([['Interrupt received']])
      expect(namesInState('cluster')).toContain('first')
      const next = await runToEnd('create', 'plan-and-apply', { modules: slowModules(0) })
      expect(next.finished?.outcome).toBe('succeeded')
      expect(filesInFolder()).toEqual([])
      slowModules(60)
    }
  })

  test('SIGTERM and the deadline stop the run before the platform kills it', async () => {
    const modules = slowModules(60)
    const { api, runner } = await start('create', 'plan-and-apply', { modules })
    await waitForSleep(runner)
    runner.child.kill('SIGTERM')
    await runner.ended
    expect(api.received.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'timeout' } })
    const deadline = new Date(Date.now() + 66_000).toISOString()
    const late = await runToEnd('create', 'plan-and-apply', { modules, deadline })
    expect(late.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'timeout' } })
    expect(namesInState('cluster')).toContain('first')
  })

  test('a runner stops at once when another attempt has the run', async () => {
    const { api, runner } = await start('create', 'plan-and-apply', { modules: slowModules(60) })
    await waitForSleep(runner)
    api.rules.over = true
    expect(await runner.ended).toBe(1)
    expect(api.received.finished).toBeUndefined()
    expect(namesInState('cluster')).not.toContain('last')
    expect(filesInFolder()).toEqual([])
  })

  test('the failure names the resource with its error; resources created before it stay in the state', async () => {
    const main = `${slowMain(0)}
resource "terraform_data" "broken" {
  input = terraform_data.last.id

  provisioner "local-exec" {
    command = "echo no such thing >&2; exit 3"
  }
}`
    const modules = writeModules(join(folder, 'modules'), main)
    const failed = await runToEnd('create', 'plan-and-apply', { modules })
    expect(failed.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'terraform' } })
    expect(failed.finished!.failure!.detail).toContain('terraform_data.broken')
    expect(failed.resources.get('terraform_data.broken')).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('exit status 3'),
    })
    expect(failed.resources.get('terraform_data.last')).toMatchObject({ state: 'done' })
    expect(failed.stages.get('cluster')).toMatchObject({ state: 'failed' })
    expect(namesInState('cluster')).toContain('last')
    expect(failed.code).toBe(0)
  })

  test('the failure names a missing provider', async () => {
    const main =
      'terraform {\n  required_providers {\n    random = {\n      source = "hashicorp/random"\n    }\n  }\n}\n'
    const mirror = join(folder, 'mirror')
    mkdirSync(join(mirror, 'registry.terraform.io'), { recursive: true })
    const modules = writeModules(join(folder, 'modules'), main)
    const failed = await runToEnd('create', 'plan', { modules, env: { LABSEAT_TERRAFORM_MIRROR: mirror } })
    expect(failed.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'terraform' } })
    expect(failed.finished!.failure!.detail).toContain('hashicorp/random')
    expect(failed.finished!.failure!.detail).toContain('LABSEAT_TERRAFORM_MIRROR')
  })

  test('the failure says when Terraform is missing and how to install it', async () => {
    const failed = await runToEnd('create', 'plan', { env: { PATH: folder } })
    expect(failed.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'runner' } })
    expect(failed.finished!.failure!.detail).toMatch(/Terraform was not found.*nothing was changed.*install/i)
    expect(failed.stages.get('cluster')).toMatchObject({ state: 'failed' })
    expect(filesInFolder()).toEqual([])
  })

  test('the failure names the holder of a lock and since when', async () => {
    const modules = slowModules(90)
    const ownFolder = join(folder, 'by-hand')
    mkdirSync(ownFolder, { recursive: true })
    mkdirSync(bucketFile(''), { recursive: true })
    writeFileSync(
      join(ownFolder, 'backend.tf'),
      `terraform {\n  backend "local" {\n    path = "${bucketFile('cluster.tfstate')}"\n  }\n}\n`,
    )
    writeFileSync(
      join(ownFolder, 'main.tf'),
      'resource "terraform_data" "slow" {\n  provisioner "local-exec" {\n    command = "exec sleep 90"\n  }\n}\n',
    )
    const env = { PATH: process.env.PATH, HOME: ownFolder }
    await new Promise((resolve) =>
      spawn('terraform', ['init'], { cwd: ownFolder, env }).once('close', resolve),
    )
    const other = spawn('terraform', ['apply', '-auto-approve'], { cwd: ownFolder, env, stdio: 'ignore' })
    try {
      await waitUntil('the lock is held', () => existsSync(bucketFile('.cluster.tfstate.lock.info')))
      const failed = await runToEnd('create', 'plan', { modules })
      expect(failed.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'state-locked' } })
      expect(failed.finished!.failure!.detail).toMatch(/locked by \S+@\S+ since \d{4}-\d\d-\d\d/)
    } finally {
      other.kill('SIGINT')
    }
  })

  test('thousands of lines all arrive, with at most one post a second', async () => {
    const main = `
resource "terraform_data" "many" {
  count = 40

  provisioner "local-exec" {
    command = "seq -f 'line ${'$'}{count.index}-%g' 125"
  }
}
`
    const startedAt = performance.now()
    const built = await runToEnd('create', 'plan-and-apply', {
      modules: writeModules(join(folder, 'modules'), main),
    })
    expect(built.finished?.outcome).toBe('succeeded')
    // Terraform splits a line that takes longer than 100 ms to arrive, as on a busy machine.
    const outputOf = (resource: number) =>
      built.lines
        .flatMap((line) => /many\[(\d+)\].*?\(local-exec\): (.*)$/.exec(line)?.slice(1) ?? [])
        .flatMap((part, index, parts) => (index % 2 && parts[index - 1] === `${resource}` ? [part] : []))
        .join('')
    for (let resource = 0; resource < 40; resource++) {
      const lines = Array.from({ length: 125 }, (_, line) => `line ${resource}-${line + 1}`)
      expect(outputOf(resource)).toContain(lines.join(''))
    }
    expect([...built.resources.values()].filter(({ state }) => state === 'done')).toHaveLength(40)
    // The other posts only ask whether to stop.
    const postsWithContent = built.posts.filter((post) => post.lines?.length || post.resources?.length)
    // Two posts can arrive closer together than they were sent, but all of them need their seconds.
    const spanMs = postsWithContent.at(-1)!.at - postsWithContent[0]!.at
    expect(postsWithContent.length).toBeLessThanOrEqual(Math.ceil(spanMs / 1000) + 1)
    console.log(
      `${built.lines.length} lines in ${built.posts.length} posts, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    )
  })
})

describe('secrets', () => {
  const password = 'hunter2-/+sensitive-output'
  const mainWith = (resources = '') => `
resource "terraform_data" "first" {
  input = var.name

  provisioner "local-exec" {
    command = "exec sleep 3"
  }
}
${resources}`
  const outputs = `output "password" {\n  value     = "${password}"\n  sensitive = true\n}\n`

  test('are in no environment, argument or file during a run, and the folder is empty after it', async () => {
    const modules = writeModules(join(folder, 'modules'), mainWith(), outputs)
    const { api, runner } = await start('create', 'plan-and-apply', { modules })
    await waitUntil(
      'a resource is being created',
      () => api.received.resources.get('terraform_data.first')?.state === 'running',
      60,
    )
    const children = childrenOf(runner.pid)
    expect(children.map(({ command }) => command).join()).toContain('terraform')
    for (const secret of [api.session, api.planKey]) {
      expect(findRevealing([{ pid: runner.pid }, ...children], secret)).toEqual([])
      expect(findFilesWith(join(folder, 'run'), secret)).toEqual([])
      expect(findFilesWith(join(folder, 'bucket'), secret)).toEqual([])
    }
    // The runner's environment contains the claim, which is used; its children do not have it.
    expect(findRevealing(children, api.claim)).toEqual([])
    expect(findFilesWith(join(folder, 'run'), api.claim)).toEqual([])
    const memory = peakMemoryOf(runner.pid)
    await runner.ended
    expect(api.received.finished).toMatchObject({ outcome: 'succeeded', outputs: {} })
    expect(api.received.allContent).not.toContain(password)
    expect(filesInFolder()).toEqual([])
    expect(memory).toBeLessThan(150)
    console.log(`The runner used ${memory.toFixed(0)} MB beside Terraform.`)
  })

  test('of an output are masked in the output of a program', async () => {
    const modules = writeModules(join(folder, 'modules'), mainWith(), outputs)
    await runToEnd('create', 'plan-and-apply', { modules })
    const careless = `
resource "terraform_data" "careless" {
  provisioner "local-exec" {
    command = "echo the password is '${password}'; printf '%s' '${password}' | base64; exit 1"
  }
}`
    writeModules(modules, mainWith(careless), outputs)
    const failed = await runToEnd('update', 'plan', { modules })
    const applied = await runToEnd('update', 'apply', { modules, planKey: failed.api.planKey })
    expect(applied.finished).toMatchObject({ outcome: 'failed' })
    expect(applied.allContent).toContain('***')
    expect(applied.allContent).not.toContain(password)
    expect(applied.allContent).not.toContain(Buffer.from(password).toString('base64').slice(0, 20))
  })
})
