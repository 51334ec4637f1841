import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunnerInputs } from '../../contract/runner.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { type Api, startApi } from './test/api.ts'
import { modulesWith, slowly } from './test/modules.ts'
import { childrenOf, filesWith, isGone, memoryOf, revealing } from './test/processes.ts'
import { type Runner, startRunner } from './test/runner.ts'

const root = mkdtempSync(join(tmpdir(), 'labseat-sandbox-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let place: string
let count = 0
const open: Api[] = []
const runners: Runner[] = []
beforeEach(() => {
  place = join(root, String(++count))
  mkdirSync(place)
})
afterEach(async () => {
  for (const { child } of runners.splice(0)) child.kill('SIGKILL')
  await Promise.all(open.splice(0).map((api) => api.close()))
})

type Asked = Partial<RunnerInputs> & { modules?: string; env?: Record<string, string> }
const start = async (command: RunnerInputs['command'], mode: RunnerInputs['mode'], asked: Asked = {}) => {
  const { modules, env, ...inputs } = asked
  const api = await startApi({ command, mode, ...inputs })
  open.push(api)
  const folders = { sandbox: join(place, 'bucket'), folder: join(place, 'run'), ...(modules && { modules }) }
  const runner = startRunner(api, folders, env)
  runners.push(runner)
  return { api, runner }
}
const through = async (command: RunnerInputs['command'], mode: RunnerInputs['mode'], asked: Asked = {}) => {
  const { api, runner } = await start(command, mode, asked)
  const code = await runner.ended
  return { ...api.seen, code, output: runner.output(), api }
}
const file = (name: string) => join(place, 'bucket', 'clusters/c1', name)
const stateOf = (stage: string): { resources: { name: string }[] } =>
  existsSync(file(`${stage}.tfstate`))
    ? JSON.parse(readFileSync(file(`${stage}.tfstate`), 'utf8') || '{"resources":[]}')
    : { resources: [] }
const names = (stage: string) => stateOf(stage).resources.map(({ name }) => name)
const leftInFolder = () => (existsSync(join(place, 'run')) ? readdirSync(join(place, 'run')) : [])
const slow = (seconds: number) => modulesWith(join(place, 'modules'), slowly(seconds))
/** Terraform says that it starts before it does, and a provisioner that starts later hears of no wish to stop. */
const sleeping = ({ pid }: Runner) =>
  waitUntil(
    'the slow resource sleeps',
    () => {
      const children = childrenOf(pid)
      return children.some(({ command }) => command.startsWith('sleep ')) && children
    },
    60,
  )

describe('a cluster', () => {
  test('is made, found unchanged, and destroyed with nothing left', async () => {
    const made = await through('create', 'plan-and-apply')
    expect(made).toMatchObject({ code: 0, planned: 14 })
    expect(made.finished).toMatchObject({
      outcome: 'succeeded',
      outputs: {
        cluster_name: 'lab-abc123',
        urls: { jupyterhub: expect.any(String), vscode: expect.any(String) },
      },
    })
    expect([...made.stages.values()]).toEqual([
      { name: 'cluster', state: 'done' },
      { name: 'apps', state: 'done' },
    ])
    expect(new Set([...made.resources.values()].map(({ state }) => state))).toEqual(new Set(['done']))
    expect(leftInFolder()).toEqual([])

    const looked = await through('check-drift', 'plan-and-apply')
    expect(looked.finished).toMatchObject({ outcome: 'succeeded', drift: [] })

    const destroyed = await through('destroy', 'plan-and-apply')
    expect(destroyed.finished).toEqual({ outcome: 'succeeded', outputs: {}, left: [], regions: ['local'] })
    expect(names('cluster')).toEqual([])
    // A second time there is nothing to do, and that is a success too.
    const again = await through('destroy', 'plan')
    expect(again).toMatchObject({ planned: undefined, finished: { outcome: 'succeeded', left: [] } })
  })

  test('is planned first, and made exactly so by another process once approved', async () => {
    const planKey = Buffer.alloc(32, 7).toString('base64')
    const planned = await through('create', 'plan', { planKey })
    expect(planned).toMatchObject({ code: 0, planned: 17, finished: undefined })
    expect(
      [...planned.resources.values()].every(
        ({ state, action }) => state === 'planned' && action === 'create',
      ),
    ).toBe(true)
    expect(names('cluster')).toEqual([])
    const kept = readFileSync(file('plan-r1'))
    expect(
      kept.includes('terraform_data') || kept.includes(Buffer.from('terraform_data').toString('base64')),
    ).toBe(false)

    const applied = await through('create', 'apply', { planKey })
    expect(applied.finished?.outcome).toBe('succeeded')
    expect(existsSync(file('plan-r1'))).toBe(false)
    expect(names('apps')).toContain('service')
  })

  test('loses the service that was taken away, and keeps the rest', async () => {
    await through('create', 'plan-and-apply')
    const { cluster } = open[0]!.inputs
    const changed = await through('update', 'plan', {
      cluster: { ...cluster, services: ['jupyterhub', 'mlflow'] },
    })
    expect(
      [...changed.resources.values()].map(({ address, action }) => `${action} ${address}`).sort(),
    ).toEqual(['create terraform_data.service["mlflow"]', 'delete terraform_data.service["vscode"]'])
    expect(changed.planned).toBe(2)
  })

  test('on a simulated cloud has its apps skipped, and it is said why', async () => {
    const made = await through('create', 'plan-and-apply', { simulated: true })
    expect(made.finished?.outcome).toBe('succeeded')
    expect(made.stages.get('apps')).toEqual({
      name: 'apps',
      state: 'skipped',
      reason: 'The simulated AWS has no Kubernetes API.',
    })
  })
})

describe('a plan', () => {
  test('that no longer fits is not carried out', async () => {
    const planKey = Buffer.alloc(32, 7).toString('base64')
    await through('create', 'plan', { planKey })
    const kept = readFileSync(file('plan-r1'))
    await through('create', 'plan-and-apply')
    writeFileSync(file('plan-r1'), kept)
    const late = await through('create', 'apply', { planKey })
    expect(late).toMatchObject({ stale: true, finished: undefined, code: 0 })
    expect(existsSync(file('plan-r1'))).toBe(false)
  })
  test('that is gone is made again', async () => {
    expect(await through('create', 'apply')).toMatchObject({ stale: true, finished: undefined })
  })
})

describe('trouble', () => {
  test('a wish to cancel stops Terraform, which saves what there is; the next run works', async () => {
    const modules = slow(60)
    const { api, runner } = await start('create', 'plan-and-apply', { modules })
    await sleeping(runner)
    api.rules.cancel = true
    // Nothing happens meanwhile: the wish is heard when the runner asks next.
    await runner.ended
    expect(api.seen.finished).toEqual({ outcome: 'canceled', outputs: {} })
    expect(names('cluster')).toContain('first')
    expect(leftInFolder()).toEqual([])
    const destroyed = await through('destroy', 'plan-and-apply', { modules: slow(0) })
    expect(destroyed.finished).toMatchObject({ outcome: 'succeeded', left: [] })
  })

  test('a runner that is killed leaves a state, no lock and no Terraform; the next run works, and clears up after it', async () => {
    const modules = slow(60)
    for (const command of ['create', 'destroy'] as const) {
      const { runner } = await start(command, 'plan-and-apply', { modules })
      const children = await sleeping(runner)
      runner.child.kill('SIGKILL')
      await runner.ended
      await expect
        .poll(() => children.filter(({ pid }) => !isGone(pid)), {
          timeout: 30_000,
          message: 'Terraform ends',
        })
        .toEqual([])
      const said = filesWith(join(place, 'run'), 'Interrupt received').map((path) =>
        readFileSync(path, 'utf8'),
      )
      // A second one would end it before its state is saved.
      expect(said.map((text) => text.match(/interrupts? received/gi))).toEqual([['Interrupt received']])
      expect(names('cluster')).toContain('first')
      const next = await through('create', 'plan-and-apply', { modules: slow(0) })
      expect(next.finished?.outcome).toBe('succeeded')
      expect(leftInFolder()).toEqual([])
      slow(60)
    }
  })

  test('SIGTERM and the end of its time stop it before it is ended from outside', async () => {
    const modules = slow(60)
    const { api, runner } = await start('create', 'plan-and-apply', { modules })
    await sleeping(runner)
    runner.child.kill('SIGTERM')
    await runner.ended
    expect(api.seen.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'timeout' } })
    const deadline = new Date(Date.now() + 66_000).toISOString()
    const late = await through('create', 'plan-and-apply', { modules, deadline })
    expect(late.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'timeout' } })
    expect(names('cluster')).toContain('first')
  })

  test('a run that another attempt has is left alone at once', async () => {
    const { api, runner } = await start('create', 'plan-and-apply', { modules: slow(60) })
    await sleeping(runner)
    api.rules.over = true
    expect(await runner.ended).toBe(1)
    expect(api.seen.finished).toBeUndefined()
    expect(names('cluster')).not.toContain('last')
    expect(leftInFolder()).toEqual([])
  })

  test('a resource that fails is named with its error; what was made before stays known', async () => {
    const main = `${slowly(0)}
resource "terraform_data" "broken" {
  input = terraform_data.last.id

  provisioner "local-exec" {
    command = "echo no such thing >&2; exit 3"
  }
}`
    const modules = modulesWith(join(place, 'modules'), main)
    const failed = await through('create', 'plan-and-apply', { modules })
    expect(failed.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'terraform' } })
    expect(failed.finished!.failure!.detail).toContain('terraform_data.broken')
    expect(failed.resources.get('terraform_data.broken')).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('exit status 3'),
    })
    expect(failed.resources.get('terraform_data.last')).toMatchObject({ state: 'done' })
    expect(failed.stages.get('cluster')).toMatchObject({ state: 'failed' })
    expect(names('cluster')).toContain('last')
    expect(failed.code).toBe(0)
  })

  test('a provider that is missing is named', async () => {
    const main =
      'terraform {\n  required_providers {\n    random = {\n      source = "hashicorp/random"\n    }\n  }\n}\n'
    const mirror = join(place, 'mirror')
    mkdirSync(join(mirror, 'registry.terraform.io'), { recursive: true })
    const modules = modulesWith(join(place, 'modules'), main)
    const failed = await through('create', 'plan', { modules, env: { LABSEAT_TERRAFORM_MIRROR: mirror } })
    expect(failed.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'terraform' } })
    expect(failed.finished!.failure!.detail).toContain('hashicorp/random')
    expect(failed.finished!.failure!.detail).toContain('LABSEAT_TERRAFORM_MIRROR')
  })

  test('a machine without Terraform is named as that, with how to get it', async () => {
    const failed = await through('create', 'plan', { env: { PATH: place } })
    expect(failed.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'runner' } })
    expect(failed.finished!.failure!.detail).toMatch(/Terraform was not found.*nothing was changed.*install/)
    expect(failed.stages.get('cluster')).toMatchObject({ state: 'failed' })
    expect(leftInFolder()).toEqual([])
  })

  test('a lock that somebody else holds is named with who holds it since when', async () => {
    const modules = slow(90)
    const own = join(place, 'by-hand')
    mkdirSync(own, { recursive: true })
    mkdirSync(file(''), { recursive: true })
    writeFileSync(
      join(own, 'backend.tf'),
      `terraform {\n  backend "local" {\n    path = "${file('cluster.tfstate')}"\n  }\n}\n`,
    )
    writeFileSync(
      join(own, 'main.tf'),
      'resource "terraform_data" "slow" {\n  provisioner "local-exec" {\n    command = "exec sleep 90"\n  }\n}\n',
    )
    const env = { PATH: process.env.PATH, HOME: own }
    await new Promise((resolve) => spawn('terraform', ['init'], { cwd: own, env }).once('close', resolve))
    const other = spawn('terraform', ['apply', '-auto-approve'], { cwd: own, env, stdio: 'ignore' })
    try {
      await waitUntil('the lock is held', () => existsSync(file('.cluster.tfstate.lock.info')))
      const failed = await through('create', 'plan', { modules })
      expect(failed.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'state-locked' } })
      expect(failed.finished!.failure!.detail).toMatch(/locked by \S+@\S+ since \d{4}-\d\d-\d\d/)
    } finally {
      other.kill('SIGINT')
    }
  })

  test('thousands of lines all arrive, at most one post a second', async () => {
    const main = `
resource "terraform_data" "many" {
  count = 40

  provisioner "local-exec" {
    command = "seq -f 'line ${'$'}{count.index}-%g' 125"
  }
}
`
    const begun = performance.now()
    const made = await through('create', 'plan-and-apply', {
      modules: modulesWith(join(place, 'modules'), main),
    })
    expect(made.finished?.outcome).toBe('succeeded')
    // On a busy machine Terraform gives half of a line that took longer than 100 ms to come, and then its other half.
    const said = (resource: number) =>
      made.lines
        .flatMap((line) => /many\[(\d+)\].*?\(local-exec\): (.*)$/.exec(line)?.slice(1) ?? [])
        .flatMap((part, index, parts) => (index % 2 && parts[index - 1] === `${resource}` ? [part] : []))
        .join('')
    for (let resource = 0; resource < 40; resource++) {
      const lines = Array.from({ length: 125 }, (_, line) => `line ${resource}-${line + 1}`)
      expect(said(resource)).toContain(lines.join(''))
    }
    expect([...made.resources.values()].filter(({ state }) => state === 'done')).toHaveLength(40)
    // Others ask whether to stop, and nothing is written down for them.
    const told = made.posts.filter((post) => post.lines?.length || post.resources?.length)
    const gaps = told.slice(1).map(({ at }, index) => at - told[index]!.at)
    expect(Math.min(...gaps)).toBeGreaterThan(900)
    console.log(
      `${made.lines.length} lines in ${made.posts.length} posts, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
    )
  })
})

describe('secrets', () => {
  const password = 'hunter2-/+sensitive-output'
  const main = (more = '') => `
resource "terraform_data" "first" {
  input = var.name

  provisioner "local-exec" {
    command = "exec sleep 3"
  }
}
${more}`
  const outputs = `output "password" {\n  value     = "${password}"\n  sensitive = true\n}\n`

  test('are in no environment, argument or file while it runs, and nothing is left at its end', async () => {
    const modules = modulesWith(join(place, 'modules'), main(), outputs)
    const { api, runner } = await start('create', 'plan-and-apply', { modules })
    await waitUntil(
      'a resource is being made',
      () => api.seen.resources.get('terraform_data.first')?.state === 'running',
      60,
    )
    const children = childrenOf(runner.pid)
    expect(children.map(({ command }) => command).join()).toContain('terraform')
    for (const secret of [api.session, api.planKey]) {
      expect(revealing([{ pid: runner.pid }, ...children], secret)).toEqual([])
      expect(filesWith(join(place, 'run'), secret)).toEqual([])
      expect(filesWith(join(place, 'bucket'), secret)).toEqual([])
    }
    // The claim came by the runner's environment, is used up, and goes no further.
    expect(revealing(children, api.claim)).toEqual([])
    expect(filesWith(join(place, 'run'), api.claim)).toEqual([])
    const memory = memoryOf(runner.pid)
    await runner.ended
    expect(api.seen.finished).toMatchObject({ outcome: 'succeeded', outputs: {} })
    expect(api.seen.everything).not.toContain(password)
    expect(leftInFolder()).toEqual([])
    expect(memory).toBeLessThan(150)
    console.log(`The runner took ${memory.toFixed(0)} MB beside Terraform.`)
  })

  test('of an output do not come through where somebody else says them', async () => {
    const modules = modulesWith(join(place, 'modules'), main(), outputs)
    await through('create', 'plan-and-apply', { modules })
    const said = `
resource "terraform_data" "careless" {
  provisioner "local-exec" {
    command = "echo the password is '${password}'; printf '%s' '${password}' | base64; exit 1"
  }
}`
    modulesWith(modules, main(said), outputs)
    const failed = await through('update', 'plan', { modules })
    const careless = await through('update', 'apply', { modules, planKey: failed.api.planKey })
    expect(careless.finished).toMatchObject({ outcome: 'failed' })
    expect(careless.everything).toContain('***')
    expect(careless.everything).not.toContain(password)
    expect(careless.everything).not.toContain(Buffer.from(password).toString('base64').slice(0, 20))
  })
})
