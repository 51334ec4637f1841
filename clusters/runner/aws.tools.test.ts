import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { RunnerInputs } from '../../contract/runner.ts'
import { findMoto } from '../../scripts/stack/aws.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { bucketRegion } from './bucket-region.ts'
import { type Api, startApi } from './test/api.ts'
import { freePort } from './test/free-port.ts'
import { childrenOf, filesWith, isGone, memoryOf, revealing } from './test/processes.ts'
import { type Runner, startRunner } from './test/runner.ts'

const moto = findMoto()
const keys = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const region = 'eu-central-1'
const bucket = 'labseat-state-test'

let address: string
let simulated: ChildProcess
const folder = mkdtempSync(join(tmpdir(), 'labseat-aws-test-'))
const open: Api[] = []
const runners: Runner[] = []

beforeAll(async () => {
  if (!moto) return
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  simulated = spawn(moto, [join(import.meta.dirname, 'test/simulated_aws.py'), String(port)], {
    stdio: 'ignore',
    env: {
      ...process.env,
      MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
  })
  await waitUntil(
    'the simulated AWS answers',
    () =>
      fetch(`${address}/moto-api/data.json`).then(
        ({ ok }) => ok,
        () => false,
      ),
    60,
  )
  // With a location, since every region but the first asks for one.
  const made = await fetch(`${address}/${bucket}`, {
    method: 'PUT',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/20260101/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
  })
  expect(made.status).toBe(200)
})
/** AWS takes its time to destroy, simulated or not. */
const long = { timeout: 420_000 }

afterEach(async () => {
  for (const { child } of runners.splice(0)) child.kill('SIGKILL')
  await Promise.all(open.splice(0).map((api) => api.close()))
})
afterAll(() => {
  simulated?.kill()
  rmSync(folder, { recursive: true, force: true })
})

const start = async (
  command: RunnerInputs['command'],
  mode: RunnerInputs['mode'],
  more: Partial<RunnerInputs> = {},
  env: Record<string, string> = {},
) => {
  const api = await startApi({ command, mode, platform: 'aws', simulated: true, ...more })
  api.inputs.cluster = {
    ...api.inputs.cluster,
    region,
    stateBucket: bucket,
    nodes: { type: 't3.large', min: 1, max: 3 },
  }
  // Over as soon as a runner thinks so, five minutes before: they end in the middle of whatever it does.
  api.rules.credentials = () => ({
    status: 200,
    body: {
      values: { ...keys, sessionToken: `session-token-number-${api.seen.credentials}` },
      expiresAt: new Date(Date.now() + 308_000).toISOString(),
    },
  })
  open.push(api)
  const runner = startRunner(api, { folder: join(folder, 'run') }, { AWS_ENDPOINT_URL: address, ...env })
  runners.push(runner)
  return { api, runner }
}
/** What the AWS itself says is there, asked past the runner. */
const inEks = async (): Promise<string[]> => {
  const response = await fetch(`${address}/clusters`, {
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/20260101/${region}/eks/aws4_request, SignedHeaders=host, Signature=0`,
    },
  })
  return ((await response.json()) as { clusters: string[] }).clusters
}
const inEc2 = async (asked: Record<string, string>) => {
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({ ...asked, Version: '2016-11-15' }),
  })
  expect(response.status).toBe(200)
}
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

test.skipIf(!moto)(
  'a cluster is made on the simulated AWS, its secrets shown nowhere, and destroyed with nothing left',
  long,
  async () => {
    const begun = performance.now()
    const { api, runner } = await start('create', 'plan-and-apply')
    await waitUntil(
      'the network is being made',
      () => api.seen.resources.get('aws_vpc.this')?.state === 'running',
      120,
    )
    const children = childrenOf(runner.pid)
    expect(children.map(({ command }) => command).join()).toContain('terraform-provider-aws')
    for (const secret of [keys.secretAccessKey, api.session, api.planKey]) {
      expect(revealing([{ pid: runner.pid }, ...children], secret)).toEqual([])
      expect(filesWith(join(folder, 'run'), secret)).toEqual([])
    }
    await waitUntil(
      'the cluster is made',
      () => api.seen.resources.get('aws_eks_cluster.this')?.state === 'done',
      120,
    )
    const memory = memoryOf(runner.pid)
    expect(await runner.ended).toBe(0)
    expect(api.seen.finished, api.seen.lines.slice(-20).join('\n')).toMatchObject({
      outcome: 'succeeded',
      outputs: { cluster_name: 'lab-abc123', endpoint: expect.stringMatching(/^https:/) },
    })
    expect(api.seen.credentials).toBeGreaterThan(1)
    expect(api.seen.everything).not.toContain('session-token-number')
    expect(api.seen.stages.get('apps')).toMatchObject({ state: 'skipped' })
    expect(await inEks()).toEqual(['lab-abc123'])
    const told = api.seen.posts.filter(
      ({ lines, resources, stages, planned, finished }) =>
        [lines, resources, stages].some((some) => some?.length) || planned || finished,
    )
    expect(told.length).toBeLessThan(60)
    expect(memory).toBeLessThan(150)
    console.log(
      `Made in ${seconds(begun)}, ${api.seen.resources.size} resources, ${told.length} posts that tell something, ${memory.toFixed(0)} MB.`,
    )

    const again = await start('update', 'plan')
    await again.runner.ended
    expect(again.api.seen).toMatchObject({ planned: undefined, finished: { outcome: 'succeeded' } })

    // Somebody changes a subnet by hand.
    const [subnet] = again.api.seen.lines.flatMap(
      (line) => /public\["0"\].*\[id=(subnet-\w+)\]/.exec(line)?.[1] ?? [],
    )
    await inEc2({ Action: 'ModifySubnetAttribute', SubnetId: subnet!, 'MapPublicIpOnLaunch.Value': 'false' })
    const looked = await start('check-drift', 'plan-and-apply')
    await looked.runner.ended
    expect(looked.api.seen.finished).toMatchObject({
      outcome: 'succeeded',
      drift: ['aws_subnet.public["0"]'],
    })

    const ending = performance.now()
    const destroyed = await start('destroy', 'plan-and-apply', { regions: [region, 'us-east-1'] })
    const most = setInterval(() => {
      if (memoryOf(destroyed.runner.pid)) sweeping = memoryOf(destroyed.runner.pid)
    }, 200)
    let sweeping = 0
    expect(await destroyed.runner.ended).toBe(0)
    clearInterval(most)
    expect(destroyed.api.seen.finished, destroyed.api.seen.lines.slice(-20).join('\n')).toEqual({
      outcome: 'succeeded',
      outputs: {},
      left: [],
      regions: [region, 'us-east-1'],
    })
    expect(await inEks()).toEqual([])
    expect(readdirSync(join(folder, 'run'))).toEqual([])
    console.log(`Destroyed in ${seconds(ending)}, ${sweeping.toFixed(0)} MB with the look for leftovers.`)
  },
)

test.skipIf(!moto)(
  'a runner that is killed in the middle leaves a state and no lock that stands in the way; what it made is destroyed, known to Terraform or not',
  long,
  async () => {
    const { api, runner } = await start('create', 'plan-and-apply')
    await waitUntil(
      'the network is being made',
      () => api.seen.resources.get('aws_vpc.this')?.state === 'running',
      120,
    )
    const children = childrenOf(runner.pid)
    runner.child.kill('SIGKILL')
    await runner.ended
    await waitUntil('Terraform ends by itself', () => children.every(({ pid }) => isGone(pid)), 60)
    const destroyed = await start('destroy', 'plan-and-apply')
    await destroyed.runner.ended
    expect(destroyed.api.seen.finished, destroyed.api.seen.lines.slice(-20).join('\n')).toMatchObject({
      outcome: 'succeeded',
      left: [],
    })
    expect(existsSync(join(folder, 'run')) ? readdirSync(join(folder, 'run')) : []).toEqual([])
  },
)

test.skipIf(!moto)('credentials that were revoked are said to be the reason', async () => {
  const { api, runner } = await start('create', 'plan')
  api.rules.credentials = () => ({
    status: 422,
    body: { code: 'credentials-rejected', detail: 'AWS no longer knows the key.' },
  })
  await runner.ended
  expect(api.seen.finished).toMatchObject({
    outcome: 'failed',
    failure: { reason: 'credentials', detail: 'AWS no longer knows the key.' },
  })
})

test.skipIf(!moto)('a machine without the AWS provider is named as that, with the way forward', async () => {
  const mirror = join(folder, 'mirror')
  mkdirSync(join(mirror, 'registry.terraform.io'), { recursive: true })
  const { api, runner } = await start('create', 'plan', {}, { LABSEAT_TERRAFORM_MIRROR: mirror })
  await runner.ended
  expect(api.seen.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'terraform' } })
  expect(api.seen.finished!.failure!.detail).toMatch(
    /hashicorp\/aws.*Nothing was changed.*MIRROR.*try again/s,
  )
  expect(readdirSync(join(folder, 'run'))).toEqual([])
})

test('a key that AWS repeats in an error arrives masked', async () => {
  const said = `The key ${keys.secretAccessKey} (${encodeURIComponent(keys.secretAccessKey)}) is not yours.`
  const careless = createServer((_, response) => {
    response.writeHead(403, { 'content-type': 'application/xml' })
    const error = `<Error><Code>AccessDenied</Code><Message>${said}</Message></Error>`
    response.end(`<ErrorResponse>${error}</ErrorResponse>`)
  })
  await new Promise<void>((resolve) => careless.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(careless.address() as AddressInfo).port}`
  const { api, runner } = await start('create', 'plan', {}, { AWS_ENDPOINT_URL: url })
  await runner.ended
  careless.close()
  expect(api.seen.finished).toMatchObject({ outcome: 'failed' })
  expect(api.seen.finished!.failure!.detail).toContain('The key *** (***) is not yours.')
  expect(api.seen.everything).not.toContain(keys.secretAccessKey)
  expect(runner.output()).not.toContain(keys.secretAccessKey)
})

test.skipIf(!moto)('a state bucket in another region than the cluster is reached where it is', async () => {
  const asked = { cluster: { region: 'us-west-2', stateBucket: bucket } as RunnerInputs['cluster'] }
  vi.stubEnv('AWS_ENDPOINT_URL', address)
  expect(await bucketRegion(asked, { get: async () => keys })).toBe(region)
  const none = { cluster: { ...asked.cluster, stateBucket: 'nobodys-bucket' } }
  expect(await bucketRegion(none, { get: async () => keys })).toBe('us-west-2')
  vi.unstubAllEnvs()
})
