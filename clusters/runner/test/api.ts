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
type Reply = { status: number; body?: object }
/** `token` and `me` are routes of the OpenID Connect provider. */
type Step = 'claim' | 'credentials' | 'progress' | 'hub' | 'token' | 'me'
export const createSecret = () => randomBytes(32).toString('base64url')

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

/** What the simulated API has received: nothing yet. */
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
  allContent: '',
})

const listen = async (respond: (request: IncomingMessage, response: ServerResponse) => Promise<unknown>) => {
  const server = createServer((request, response) => void respond(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** The API's side of the protocol for one run. A test can change the replies. */
export const startApi = async (inputs: TestInputs) => {
  const claim = createSecret()
  const session = createSecret()
  const planKey = randomBytes(32).toString('base64')
  const completed = completeInputs(inputs, planKey)
  const received = emptyRecord()
  const rules = {
    cancel: false,
    over: false,
    credentials: (): Reply => ({ status: 200, body: { values: {} } }),
    /** Called before a request is handled, with its body. A reply replaces the API's; 'cut' closes the connection. */
    beforeHandling: (_step: Step, _body: string): Reply | 'cut' | undefined => undefined,
    /** Called after a request is handled. 'cut' loses the reply. */
    afterHandling: (_step: Step): 'cut' | undefined => undefined,
  }
  let nonce: string | undefined
  let sequence = 0
  const runOver = { status: 409, body: { code: 'run-over', detail: 'The run is over.' } }

  const handle = (step: Step, body: unknown): Reply => {
    if (step === 'claim') {
      const claimed = runnerClaim.body.parse(body)
      received.claims.push(claimed.nonce)
      received.executions.push(claimed.execution)
      if (claimed.claim !== claim || (nonce && nonce !== claimed.nonce))
        return { status: 409, body: { code: 'run-claimed', detail: 'Another runner has it.' } }
      nonce = claimed.nonce
      return { status: 200, body: { session, inputs: completed } }
    }
    if (rules.over) return runOver
    if (step === 'credentials') {
      const { session: usedSession } = runnerCredentials.body.parse(body)
      if (usedSession !== session) return runOver
      received.credentials++
      return rules.credentials()
    }
    const report = runnerProgress.body.parse(body)
    if (report.session !== session) return runOver
    if (report.sequence > sequence) {
      sequence = report.sequence
      received.posts.push({ ...report, at: performance.now() })
      received.lines.push(...report.lines)
      for (const resource of report.resources) received.resources.set(resource.address, resource)
      for (const stage of report.stages) received.stages.set(stage.name, stage)
      received.planned = report.planned?.changes ?? received.planned
      received.stale ||= report.stale ?? false
      received.finished = report.finished ?? received.finished
      const { session: _, ...content } = report
      received.allContent += JSON.stringify(content)
    }
    return { status: 200, body: { cancel: rules.cancel } }
  }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const step = request.url!.split('/').at(-1) as Step
    const replacement = rules.beforeHandling(step, text)
    if (replacement === 'cut') return request.socket.destroy()
    let reply: Reply
    try {
      reply = replacement ?? handle(step, JSON.parse(text))
    } catch (error) {
      reply = { status: 400, body: { code: 'invalid-input', detail: String(error) } }
    }
    if (!replacement && rules.afterHandling(step) === 'cut') return request.socket.destroy()
    response.writeHead(reply.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(reply.body ?? {}))
  }
  return { ...(await listen(respond)), claim, session, planKey, inputs: completed, received, rules }
}
export type Api = Awaited<ReturnType<typeof startApi>>
