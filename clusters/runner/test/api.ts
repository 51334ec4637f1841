import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type * as z from 'zod'
import {
  type RunnerInputs,
  runnerClaim,
  runnerCredentials,
  runnerProgress,
} from '../../../contract/runner.ts'
import type { RunResource, RunStage } from '../../../contract/runs.ts'

type Progress = z.output<typeof runnerProgress.body>
type Answer = { status: number; body?: object }
type Step = 'claim' | 'credentials' | 'progress'
export const secret = () => randomBytes(32).toString('base64url')

type TestInputs = Partial<RunnerInputs> & Pick<RunnerInputs, 'command' | 'mode'>
const completeInputs = (inputs: TestInputs, planKey: string): RunnerInputs => ({
  platform: 'sandbox',
  stages: ['cluster', 'apps'],
  cluster: {
    name: 'lab-abc123',
    region: 'local',
    stateBucket: 'none',
    services: ['jupyterhub', 'vscode'],
    kubernetesVersion: '1.31',
    vpcCidr: '10.0.0.0/16',
    publicSubnets: ['10.0.0.0/20', '10.0.16.0/20'],
    privateSubnets: ['10.0.32.0/20', '10.0.48.0/20'],
    nodes: { type: 'standard', min: 1, max: 3 },
  },
  tags: { 'labseat-cluster': 'c1' },
  prefix: 'clusters/c1',
  planKey,
  regions: [],
  simulated: false,
  deadline: new Date(Date.now() + 3_600_000).toISOString(),
  ...inputs,
})

/** What a test's API received, before the first request. */
const emptyRecord = () => ({
  claims: [] as string[],
  executions: [] as string[],
  posts: [] as (Progress & { at: number })[],
  lines: [] as string[],
  resources: new Map<string, RunResource>(),
  stages: new Map<string, RunStage>(),
  planned: undefined as number | undefined,
  stale: false,
  finished: undefined as Progress['finished'],
  credentials: 0,
  everything: '',
})

/** Speaks the API's side of the protocol, for one run: what it answers can be bent by tests. */
export const startApi = async (inputs: TestInputs) => {
  const claim = secret()
  const session = secret()
  const planKey = randomBytes(32).toString('base64')
  const given = completeInputs(inputs, planKey)
  const seen = emptyRecord()
  const rules = {
    cancel: false,
    over: false,
    credentials: (): Answer => ({ status: 200, body: { values: {} } }),
    /** Called before anything is taken: an answer here is given instead. 'cut' ends the connection. */
    before: (_step: Step): Answer | 'cut' | undefined => undefined,
    /** Called when it was taken: 'cut' loses the answer. */
    after: (_step: Step): 'cut' | undefined => undefined,
  }
  let nonce: string | undefined
  let sequence = 0
  const over = { status: 409, body: { code: 'run-over', detail: 'The run is over.' } }

  const take = (step: Step, body: unknown): Answer => {
    if (step === 'claim') {
      const asked = runnerClaim.body.parse(body)
      seen.claims.push(asked.nonce)
      seen.executions.push(asked.execution)
      if (asked.claim !== claim || (nonce && nonce !== asked.nonce))
        return { status: 409, body: { code: 'run-claimed', detail: 'Another has it.' } }
      nonce = asked.nonce
      return { status: 200, body: { session, inputs: given } }
    }
    if (rules.over) return over
    if (step === 'credentials') {
      const asked = runnerCredentials.body.parse(body)
      if (asked.session !== session) return over
      seen.credentials++
      return rules.credentials()
    }
    const told = runnerProgress.body.parse(body)
    if (told.session !== session) return over
    if (told.sequence > sequence) {
      sequence = told.sequence
      seen.posts.push({ ...told, at: performance.now() })
      seen.lines.push(...told.lines)
      for (const one of told.resources) seen.resources.set(one.address, one)
      for (const one of told.stages) seen.stages.set(one.name, one)
      seen.planned = told.planned?.changes ?? seen.planned
      seen.stale ||= told.stale ?? false
      seen.finished = told.finished ?? seen.finished
      const { session: _, ...open } = told
      seen.everything += JSON.stringify(open)
    }
    return { status: 200, body: { cancel: rules.cancel } }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const step = request.url!.split('/').at(-1) as Step
    const early = rules.before(step)
    if (early === 'cut') return request.socket.destroy()
    let answer: Answer
    try {
      answer = early ?? take(step, JSON.parse(text))
    } catch (error) {
      answer = { status: 400, body: { code: 'invalid-input', detail: String(error) } }
    }
    if (!early && rules.after(step) === 'cut') return request.socket.destroy()
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer.body ?? {}))
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    claim,
    session,
    planKey,
    inputs: given,
    seen,
    rules,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
export type Api = Awaited<ReturnType<typeof startApi>>
