import { afterEach, describe, expect, test } from 'vitest'
import { environmentOf } from './environment.ts'
import { createMasker } from './mask.ts'
import { createProtocol, Refused, RunOver } from './protocol.ts'
import { createReport } from './report.ts'
import { type Api, startApi } from './test/api.ts'

let api: Api
afterEach(() => api.close())

const short = {
  retryWaitsMs: [5, 10, 20],
  claimMs: 3000,
  credentialsMs: 3000,
  progressMs: 60_000,
  replyMs: 1000,
}
const begin = async (timing = short) => {
  api = await startApi({ command: 'create', mode: 'plan' })
  const environment = environmentOf({
    LABSEAT_API_URL: `${api.url}/`,
    LABSEAT_CLUSTER: 'c1',
    LABSEAT_RUN: 'r1',
    LABSEAT_ATTEMPT: '1',
    LABSEAT_CLAIM: api.claim,
    LABSEAT_RUNNER_IDENTITY: 'none',
  })
  return createProtocol(environment, { timing })
}
const emptyReport = { lines: [], resources: [], stages: [] }

describe('claiming', () => {
  test('is retried with the same nonce when the reply is lost', async () => {
    const runner = await begin()
    let lost = 0
    api.rules.afterHandling = (step) => (step === 'claim' && lost++ < 3 ? 'cut' : undefined)
    expect((await runner.claim()).session).toBe(api.session)
    expect(api.received.claims).toHaveLength(4)
    expect(new Set(api.received.claims).size).toBe(1)
  })
  test('fails at once when another runner has used the claim', async () => {
    const runner = await begin()
    await runner.claim()
    const other = createProtocol(
      {
        ...environmentOf({
          LABSEAT_API_URL: api.url,
          LABSEAT_CLUSTER: 'c1',
          LABSEAT_RUN: 'r1',
          LABSEAT_ATTEMPT: '1',
          LABSEAT_CLAIM: api.claim,
        }),
      },
      { timing: short },
    )
    await expect(other.claim()).rejects.toBeInstanceOf(RunOver)
    expect(api.received.claims).toHaveLength(2)
  })
  test('fails after a while when the API does not answer', async () => {
    const runner = await begin({ ...short, claimMs: 100 })
    api.rules.beforeHandling = () => 'cut'
    await expect(runner.claim()).rejects.toThrow('could not be reached')
  })
  test('sends the identity of the runner', async () => {
    const runner = await begin()
    await runner.claim()
    let tokens = 0
    const withIdentity = createProtocol(
      environmentOf({
        LABSEAT_API_URL: api.url,
        LABSEAT_CLUSTER: 'c1',
        LABSEAT_RUN: 'r1',
        LABSEAT_ATTEMPT: '1',
        LABSEAT_CLAIM: api.claim,
      }),
      {
        timing: short,
        identity: async () => {
          tokens++
          return 'token'
        },
      },
    )
    await withIdentity.claim().catch(() => {})
    expect(tokens).toBe(1)
  })
})

describe('credentials', () => {
  test('a rejection is not retried, and has the text of the API', async () => {
    const runner = await begin()
    await runner.claim()
    api.rules.credentials = () => ({
      status: 422,
      body: { code: 'credentials-rejected', detail: 'The key was deleted.' },
    })
    const refused = await runner.credentials().catch((error) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect(refused).toMatchObject({ code: 'credentials-rejected', message: 'The key was deleted.' })
    expect(api.received.credentials).toBe(1)
  })
  test.each([503, 500, 429, 408])('are requested again after %s', async (status) => {
    const runner = await begin()
    await runner.claim()
    let requests = 0
    api.rules.credentials = () =>
      requests++ < 3 ? { status } : { status: 200, body: { values: { a: 'b' } } }
    expect((await runner.credentials()).values).toEqual({ a: 'b' })
  })
})

describe('progress', () => {
  test('is stored once when its reply is lost', async () => {
    const runner = await begin()
    await runner.claim()
    let lost = 0
    api.rules.afterHandling = (step) => (step === 'progress' && lost++ < 2 ? 'cut' : undefined)
    await runner.progress(1, { ...emptyReport, lines: ['a'] })
    expect(api.received.lines).toEqual(['a'])
  })
  test('fails at once when the run is over', async () => {
    const runner = await begin()
    await runner.claim()
    api.rules.over = true
    await expect(runner.progress(1, emptyReport)).rejects.toBeInstanceOf(RunOver)
  })
  test('stops its retries in a hurry', async () => {
    const runner = await begin()
    await runner.claim()
    api.rules.beforeHandling = () => 'cut'
    const hurry = AbortSignal.timeout(100)
    await expect(runner.progress(1, emptyReport, { hurry })).rejects.toBeInstanceOf(Refused)
  })
  test('loses no line in a long outage', async () => {
    const runner = await begin()
    await runner.claim()
    const report = createReport({
      send: runner.progress,
      masker: createMasker(),
      onCancel: () => {},
      onRefusal: () => {},
      pace: { minIntervalMs: 10, gatherMs: 1 },
    })
    let isDown = true
    let requests = 0
    api.rules.beforeHandling = () => {
      if (!isDown) return undefined
      return requests++ % 2 ? 'cut' : { status: 503 }
    }
    for (let count = 0; count < 3000; count++) report.line(`line ${count}`)
    await expect.poll(() => requests, { timeout: 30_000 }).toBeGreaterThan(100)
    isDown = false
    await report.finish({ outcome: 'succeeded', outputs: {} })
    expect(api.received.lines).toEqual(Array.from({ length: 3000 }, (_, count) => `line ${count}`))
    expect(api.received.finished?.outcome).toBe('succeeded')
  })

  const fast = { minIntervalMs: 10, gatherMs: 1 }
  const reportOf = (runner: Awaited<ReturnType<typeof begin>>) => {
    const refusals: unknown[] = []
    const report = createReport({
      send: runner.progress,
      masker: createMasker(),
      onCancel: () => {},
      onRefusal: (error) => refusals.push(error),
      pace: fast,
    })
    return { report, refusals }
  }
  const running = { address: 'a', stage: 'cluster', action: 'create', state: 'running' } as const
  test.each([400, 413, 422, 500])('continues without a log that gets %s', async (status) => {
    const runner = await begin()
    await runner.claim()
    const { report, refusals } = reportOf(runner)
    api.rules.beforeHandling = (step, body) =>
      step === 'progress' && body.includes('poison') ? { status } : undefined
    report.resource(running)
    report.line('poison')
    report.line('and its neighbour')
    await report.decide({ planned: { changes: 7 } })
    report.line('after it')
    await report.finish({ outcome: 'succeeded', outputs: { endpoint: 'https://k8s.test' } })
    expect(api.received.lines).toEqual(['2 lines of this log could not be stored.', 'after it'])
    expect(api.received.resources.get('a')).toMatchObject({ state: 'running' })
    expect(api.received).toMatchObject({
      planned: 7,
      finished: { outcome: 'succeeded', outputs: { endpoint: 'https://k8s.test' } },
    })
    expect(refusals).toEqual([])
  })
  test('keeps the end of a run whose resource and failure get 400', async () => {
    const runner = await begin()
    await runner.claim()
    const { report, refusals } = reportOf(runner)
    api.rules.beforeHandling = (step, body) =>
      step === 'progress' && body.includes('poison') ? { status: 400 } : undefined
    report.resource({ ...running, state: 'failed', error: 'poison' })
    const left = [{ id: 'vol-1', kind: 'volume', region: 'local' }]
    await report.finish({
      outcome: 'failed',
      outputs: {},
      failure: { reason: 'terraform', detail: 'poison' },
      left,
    })
    expect(api.received.finished).toMatchObject({
      outcome: 'failed',
      failure: { reason: 'terraform', detail: expect.stringContaining('could not be stored') },
      left,
    })
    expect(refusals).toEqual([])
  })
  test('loses no line in an outage that answers 500 to everything', async () => {
    const runner = await begin()
    await runner.claim()
    const { report } = reportOf(runner)
    let requests = 0
    // Nine is in the second round, where the whole report is sent.
    api.rules.beforeHandling = (step) => (step === 'progress' && ++requests < 9 ? { status: 500 } : undefined)
    report.line('a')
    await report.finish({ outcome: 'succeeded', outputs: {} })
    expect(api.received.lines).toEqual(['a'])
    expect(requests).toBe(9)
  })
  test('ends when the API refuses even the bare report', async () => {
    const runner = await begin()
    await runner.claim()
    const { report, refusals } = reportOf(runner)
    api.rules.beforeHandling = (step) => (step === 'progress' ? { status: 400 } : undefined)
    report.line('a')
    await report.finish({ outcome: 'succeeded', outputs: {} })
    expect(refusals).toHaveLength(1)
  })
})

test('an incomplete environment is reported by the names of its variables, without values', () => {
  expect(() =>
    environmentOf({ LABSEAT_API_URL: 'https://api.example', LABSEAT_CLAIM: 'very-secret' }),
  ).toThrow(/LABSEAT_CLUSTER, LABSEAT_RUN, LABSEAT_ATTEMPT/)
})
