import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { RunnerInputs } from '../../contract/runner.ts'
import { findMoto } from '../../scripts/stack/programs/moto.ts'
import { exampleKeys as keys, startMoto } from '../../testing/simulated-aws.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { findBucketRegion } from './bucket-region.ts'
import { type Api, startApi } from './test/api.ts'
import { childrenOf, findFilesWith, findRevealing, isGone, peakMemoryOf } from './test/processes.ts'
import { type Runner, startRunner } from './test/runner.ts'

const moto = findMoto()
const region = 'eu-central-1'
const bucket = 'labseat-state-test'

let address: string
let simulated: Awaited<ReturnType<typeof startMoto>> | undefined
const folder = mkdtempSync(join(tmpdir(), 'labseat-aws-test-'))
const open: Api[] = []
const runners: Runner[] = []

beforeAll(async () => {
  if (!moto) return
  simulated = await startMoto(moto)
  address = simulated.address
  // Every region except us-east-1 requires the location.
  const created = await fetch(`${address}/${bucket}`, {
    method: 'PUT',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/20260101/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
  })
  expect(created.status).toBe(200)
})
/** The simulated AWS also destroys slowly. */
const slow = { timeout: 420_000 }

afterEach(async () => {
  for (const { child } of runners.splice(0)) child.kill('SIGKILL')
  await Promise.all(open.splice(0).map((api) => api.close()))
})
afterAll(() => {
  simulated?.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = async (
  command: RunnerInputs['command'],
  mode: RunnerInputs['mode'],
  inputs: Partial<RunnerInputs> = {},
  env: Record<string, string> = {},
) => {
  const api = await startApi({ command, mode, platform: 'aws', simulated: true, ...inputs })
  api.inputs.cluster = {
    ...api.inputs.cluster,
    region,
    stateBucket: bucket,
    nodes: { type: 't3.large', min: 1, max: 3 },
  }
  // A runner renews five minutes before the expiry, so these credentials expire for it after eight seconds of work.
  api.rules.credentials = () => ({
    status: 200,
    body: {
      values: { ...keys, sessionToken: `session-token-number-${api.received.credentials}` },
      expiresAt: new Date(Date.now() + 308_000).toISOString(),
    },
  })
  open.push(api)
  const runner = startRunner(api, { folder: join(folder, 'run') }, { AWS_ENDPOINT_URL: address, ...env })
  runners.push(runner)
  return { api, runner }
}
/** Asks the simulated AWS directly. */
const listEksClusters = async (): Promise<string[]> => {
  const response = await fetch(`${address}/clusters`, {
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/20260101/${region}/eks/aws4_request, SignedHeaders=host, Signature=0`,
    },
  })
  return ((await response.json()) as { clusters: string[] }).clusters
}
const callEc2 = async (parameters: Record<string, string>) => {
  const response = await fetch(address, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({ ...parameters, Version: '2016-11-15' }),
  })
  expect(response.status).toBe(200)
}
const secondsSince = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

test.skipIf(!moto)(
  'a cluster is built on the simulated AWS without exposing secrets, and destroyed without leftovers',
  slow,
  async () => {
    const startedAt = performance.now()
    const { api, runner } = await start('create', 'plan-and-apply')
    await waitUntil(
      'the network is being created',
      () => api.received.resources.get('aws_vpc.this')?.state === 'running',
      120,
    )
    const children = childrenOf(runner.pid)
    expect(children.map(({ command }) => command).join()).toContain('terraform-provider-aws')
    for (const secret of [keys.secretAccessKey, api.session, api.planKey]) {
      expect(findRevealing([{ pid: runner.pid }, ...children], secret)).toEqual([])
      expect(findFilesWith(join(folder, 'run'), secret)).toEqual([])
    }
    await waitUntil(
      'the cluster is created',
      () => api.received.resources.get('aws_eks_cluster.this')?.state === 'done',
      120,
    )
    const memory = peakMemoryOf(runner.pid)
    expect(await runner.ended).toBe(0)
    expect(api.received.finished, api.received.lines.slice(-20).join('\n')).toMatchObject({
      outcome: 'succeeded',
      outputs: { cluster_name: 'lab-abc123', endpoint: expect.stringMatching(/^https:/) },
    })
    expect(api.received.credentials).toBeGreaterThan(1)
    expect(api.received.allContent).not.toContain('session-token-number')
    expect(api.received.stages.get('apps')).toMatchObject({ state: 'skipped' })
    expect(await listEksClusters()).toEqual(['lab-abc123'])
    const postsWithContent = api.received.posts.filter(
      ({ lines, resources, stages, planned, finished }) =>
        [lines, resources, stages].some((list) => list?.length) || planned || finished,
    )
    expect(postsWithContent.length).toBeLessThan(60)
    expect(memory).toBeLessThan(150)
    console.log(
      `Built in ${secondsSince(startedAt)}, ${api.received.resources.size} resources, ${postsWithContent.length} posts with content, ${memory.toFixed(0)} MB.`,
    )

    const second = await start('update', 'plan')
    await second.runner.ended
    expect(second.api.received).toMatchObject({ planned: undefined, finished: { outcome: 'succeeded' } })

    // A person changes a subnet outside Terraform.
    const [subnet] = second.api.received.lines.flatMap(
      (line) => /public\["0"\].*\[id=(subnet-\w+)\]/.exec(line)?.[1] ?? [],
    )
    await callEc2({
      Action: 'ModifySubnetAttribute',
      SubnetId: subnet!,
      'MapPublicIpOnLaunch.Value': 'false',
    })
    const checked = await start('check-drift', 'plan-and-apply')
    await checked.runner.ended
    expect(checked.api.received.finished).toMatchObject({
      outcome: 'succeeded',
      drift: ['aws_subnet.public["0"]'],
    })

    const destroyStartedAt = performance.now()
    const destroyed = await start('destroy', 'plan-and-apply', { regions: [region, 'us-east-1'] })
    let destroyMemory = 0
    const measuring = setInterval(() => {
      destroyMemory = peakMemoryOf(destroyed.runner.pid) || destroyMemory
    }, 200)
    expect(await destroyed.runner.ended).toBe(0)
    clearInterval(measuring)
    expect(destroyed.api.received.finished, destroyed.api.received.lines.slice(-20).join('\n')).toEqual({
      outcome: 'succeeded',
      outputs: {},
      left: [],
      regions: [region, 'us-east-1'],
    })
    expect(await listEksClusters()).toEqual([])
    expect(readdirSync(join(folder, 'run'))).toEqual([])
    console.log(
      `Destroyed in ${secondsSince(destroyStartedAt)}, ${destroyMemory.toFixed(0)} MB with the search for leftovers.`,
    )
  },
)

test.skipIf(!moto)(
  'a runner that is killed while it builds leaves no lock, and the next run destroys everything, also resources that no state has',
  slow,
  async () => {
    const { api, runner } = await start('create', 'plan-and-apply')
    await waitUntil(
      'the network is being created',
      () => api.received.resources.get('aws_vpc.this')?.state === 'running',
      120,
    )
    const children = childrenOf(runner.pid)
    runner.child.kill('SIGKILL')
    await runner.ended
    await waitUntil('Terraform ends by itself', () => children.every(({ pid }) => isGone(pid)), 60)
    const destroyed = await start('destroy', 'plan-and-apply')
    await destroyed.runner.ended
    expect(destroyed.api.received.finished, destroyed.api.received.lines.slice(-20).join('\n')).toMatchObject(
      {
        outcome: 'succeeded',
        left: [],
      },
    )
    expect(existsSync(join(folder, 'run')) ? readdirSync(join(folder, 'run')) : []).toEqual([])
  },
)

test.skipIf(!moto)('the failure names credentials that were revoked', async () => {
  const { api, runner } = await start('create', 'plan')
  api.rules.credentials = () => ({
    status: 422,
    body: { code: 'credentials-rejected', detail: 'AWS no longer knows the key.' },
  })
  await runner.ended
  expect(api.received.finished).toMatchObject({
    outcome: 'failed',
    failure: { reason: 'credentials', detail: 'AWS no longer knows the key.' },
  })
})

test.skipIf(!moto)('the failure names a missing provider and a solution', async () => {
  const mirror = join(folder, 'mirror')
  mkdirSync(join(mirror, 'registry.terraform.io'), { recursive: true })
  const { api, runner } = await start('create', 'plan', {}, { LABSEAT_TERRAFORM_MIRROR: mirror })
  await runner.ended
  expect(api.received.finished).toMatchObject({ outcome: 'failed', failure: { reason: 'terraform' } })
  expect(api.received.finished!.failure!.detail).toMatch(
    /hashicorp\/aws.*Nothing was changed.*MIRROR.*try again/s,
  )
  expect(readdirSync(join(folder, 'run'))).toEqual([])
})

test('a key in an error of AWS is masked', async () => {
  const message = `The key ${keys.secretAccessKey} (${encodeURIComponent(keys.secretAccessKey)}) is not yours.`
  const server = createServer((request, response) => {
    // The runner looks for a state first. Its own error would not have AWS's message.
    const isState = /\.tfstate$/.test(new URL(request.url!, 'http://localhost').pathname)
    if (isState) return void response.writeHead(404).end()
    response.writeHead(403, { 'content-type': 'application/xml' })
    const error = `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`
    response.end(`<ErrorResponse>${error}</ErrorResponse>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { api, runner } = await start('create', 'plan', {}, { AWS_ENDPOINT_URL: url })
  await runner.ended
  server.close()
  expect(api.received.finished).toMatchObject({ outcome: 'failed' })
  expect(api.received.finished!.failure!.detail).toContain('The key *** (***) is not yours.')
  expect(api.received.allContent).not.toContain(keys.secretAccessKey)
  expect(runner.output()).not.toContain(keys.secretAccessKey)
})

test.skipIf(!moto)(
  'the region of a state bucket is found when the cluster is in another region',
  async () => {
    const inputs = { cluster: { region: 'us-west-2', stateBucket: bucket } as RunnerInputs['cluster'] }
    vi.stubEnv('AWS_ENDPOINT_URL', address)
    expect(await findBucketRegion(inputs, { get: async () => keys })).toBe(region)
    const missing = { cluster: { ...inputs.cluster, stateBucket: 'nobodys-bucket' } }
    expect(await findBucketRegion(missing, { get: async () => keys })).toBe('us-west-2')
    vi.unstubAllEnvs()
  },
)
