import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GoogleAuth } from 'google-auth-library'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JobRequest } from './jobs.ts'
import { createCloudJobs } from './jobs-cloud.ts'

/** A double of Cloud Run's REST API: https://cloud.google.com/run/docs/reference/rest */
type Call = { method: string; path: string; body: unknown }
let calls: Call[]
let executions: Map<string, object>
let server: Server

const job = 'projects/acme-labs/locations/europe-west1/jobs/labseat-runner'
const execution = `${job}-aws/executions/labseat-runner-aws-abc12`
const notFound = { error: { code: 404, status: 'NOT_FOUND', message: 'not found' } }

const answer = ({ method, path }: Call): [status: number, body: object] => {
  if (method === 'POST' && path.endsWith(':run')) {
    const metadata = { '@type': 'type.googleapis.com/google.cloud.run.v2.Execution', name: execution }
    return [200, { name: 'projects/acme-labs/locations/europe-west1/operations/1', metadata, done: false }]
  }
  if (method === 'POST' && path.endsWith(':cancel'))
    return [200, { name: 'projects/acme-labs/locations/europe-west1/operations/2', done: false }]
  const state = executions.get(path.replace('/v2/', ''))
  return state ? [200, state] : [404, notFound]
}

beforeEach(async () => {
  calls = []
  executions = new Map()
  server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const call = {
      method: request.method!,
      path: request.url!.split('?')[0]!,
      body: text ? JSON.parse(text) : undefined,
    }
    calls.push(call)
    const [status, body] = answer(call)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => new Promise((resolve) => server.close(resolve)))

const connect = () =>
  createCloudJobs(job, {
    apiEndpoint: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    protocol: 'http',
    authClient: new GoogleAuth().fromAPIKey('double'),
  })
const run: JobRequest = {
  clusterId: 'c1',
  runId: 'r1',
  attempt: 2,
  claim: 'a-claim',
  platform: 'aws',
  traceId: '0123456789abcdef0123456789abcdef',
} as JobRequest

test('an attempt starts its platform’s job once, with its claim, and returns the execution', async () => {
  const jobs = await connect()
  expect(await jobs.start(run)).toBe(execution)
  expect(calls).toHaveLength(1)
  expect(calls[0]).toMatchObject({ method: 'POST', path: `/v2/${job}-aws:run` })
  const { overrides } = calls[0]!.body as {
    overrides: { taskCount: number; timeout: string; containerOverrides: { env: object[] }[] }
  }
  expect(overrides.taskCount).toBe(1)
  expect(overrides.timeout).toBe('6900s')
  expect(overrides.containerOverrides[0]!.env).toEqual(
    expect.arrayContaining([
      { name: 'LABSEAT_CLUSTER', value: 'c1' },
      { name: 'LABSEAT_RUN', value: 'r1' },
      { name: 'LABSEAT_ATTEMPT', value: '2' },
      { name: 'LABSEAT_CLAIM', value: 'a-claim' },
    ]),
  )
})

test.each([
  ['running', {}],
  ['ended', { completionTime: '2031-01-01T00:00:00Z' }],
])('an execution is %s', async (state, fields) => {
  executions.set(execution, { name: execution, ...fields })
  expect(await (await connect()).getState(execution)).toBe(state)
})

test('an execution that Cloud Run does not know is unknown', async () => {
  expect(await (await connect()).getState(execution)).toBe('unknown')
})

test('an execution is found by the short name that a runner knows', async () => {
  executions.set(execution, { name: execution })
  const jobs = await connect()
  expect(await jobs.getState('labseat-runner-aws-abc12')).toBe('running')
  await jobs.cancel('labseat-runner-aws-abc12')
  expect(calls.at(-1)).toMatchObject({ method: 'POST', path: `/v2/${execution}:cancel` })
})

test('an execution is canceled by its name', async () => {
  await (await connect()).cancel(execution)
  expect(calls[0]).toMatchObject({ method: 'POST', path: `/v2/${execution}:cancel` })
})

test('a deployment without the job says which variable is missing', async () => {
  await expect(createCloudJobs(undefined)).rejects.toThrow('LABSEAT_RUNNER_JOB')
})
