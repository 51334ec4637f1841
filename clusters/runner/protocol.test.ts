import { afterEach, describe, expect, test } from 'vitest'
import { environmentOf } from './environment.ts'
import { masking } from './mask.ts'
import { protocol, Refused, RunOver } from './protocol.ts'
import { reporting } from './report.ts'
import { type Api, startApi } from './test/api.ts'

let api: Api
afterEach(() => api.close())

const short = { pauses: [5, 10, 20], claim: 3000, credentials: 3000, progress: 60_000, answer: 1000 }
const begin = async (patience = short) => {
  api = await startApi({ command: 'create', mode: 'plan' })
  const environment = environmentOf({
    LABSEAT_API_URL: `${api.url}/`,
    LABSEAT_CLUSTER: 'c1',
    LABSEAT_RUN: 'r1',
    LABSEAT_ATTEMPT: '1',
    LABSEAT_CLAIM: api.claim,
    LABSEAT_RUNNER_IDENTITY: 'none',
  })
  return protocol(environment, { patience })
}
const nothing = { lines: [], resources: [], stages: [] }

describe('claiming', () => {
  test('an answer that was lost is asked for again, with the same nonce', async () => {
    const runner = await begin()
    let lost = 0
    api.rules.after = (step) => (step === 'claim' && lost++ < 3 ? 'cut' : undefined)
    expect((await runner.claim()).session).toBe(api.session)
    expect(api.seen.claims).toHaveLength(4)
    expect(new Set(api.seen.claims).size).toBe(1)
  })
  test('a claim that another used is refused at once', async () => {
    const runner = await begin()
    await runner.claim()
    const other = protocol(
      {
        ...environmentOf({
          LABSEAT_API_URL: api.url,
          LABSEAT_CLUSTER: 'c1',
          LABSEAT_RUN: 'r1',
          LABSEAT_ATTEMPT: '1',
          LABSEAT_CLAIM: api.claim,
        }),
      },
      { patience: short },
    )
    await expect(other.claim()).rejects.toBeInstanceOf(RunOver)
    expect(api.seen.claims).toHaveLength(2)
  })
  test('an API that does not answer is given up after a while', async () => {
    const runner = await begin({ ...short, claim: 100 })
    api.rules.before = () => 'cut'
    await expect(runner.claim()).rejects.toThrow('could not be reached')
  })
  test('a runner shows its own identity, and none where there is none', async () => {
    const runner = await begin()
    await runner.claim()
    const shown: string[] = []
    const withIdentity = protocol(
      environmentOf({
        LABSEAT_API_URL: api.url,
        LABSEAT_CLUSTER: 'c1',
        LABSEAT_RUN: 'r1',
        LABSEAT_ATTEMPT: '1',
        LABSEAT_CLAIM: api.claim,
      }),
      {
        patience: short,
        identity: async () => {
          shown.push('asked')
          return 'token'
        },
      },
    )
    await withIdentity.claim().catch(() => {})
    expect(shown).toEqual(['asked'])
  })
})

describe('credentials', () => {
  test('a rejection is said once, with the words of the API', async () => {
    const runner = await begin()
    await runner.claim()
    api.rules.credentials = () => ({
      status: 422,
      body: { code: 'credentials-rejected', detail: 'The key was deleted.' },
    })
    const refused = await runner.credentials().catch((error) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect(refused).toMatchObject({ code: 'credentials-rejected', message: 'The key was deleted.' })
    expect(api.seen.credentials).toBe(1)
  })
  test.each([503, 500, 429, 408])('%s is asked again', async (status) => {
    const runner = await begin()
    await runner.claim()
    let asked = 0
    api.rules.credentials = () => (asked++ < 3 ? { status } : { status: 200, body: { values: { a: 'b' } } })
    expect((await runner.credentials()).values).toEqual({ a: 'b' })
  })
})

describe('progress', () => {
  test('what arrived, but whose answer was lost, is taken once', async () => {
    const runner = await begin()
    await runner.claim()
    let lost = 0
    api.rules.after = (step) => (step === 'progress' && lost++ < 2 ? 'cut' : undefined)
    await runner.progress(1, { ...nothing, lines: ['a'] })
    expect(api.seen.lines).toEqual(['a'])
  })
  test('a run that is over ends it at once', async () => {
    const runner = await begin()
    await runner.claim()
    api.rules.over = true
    await expect(runner.progress(1, nothing)).rejects.toBeInstanceOf(RunOver)
  })
  test('who is in a hurry stops asking again', async () => {
    const runner = await begin()
    await runner.claim()
    api.rules.before = () => 'cut'
    const hurry = AbortSignal.timeout(100)
    await expect(runner.progress(1, nothing, hurry)).rejects.toBeInstanceOf(Refused)
  })
  test('a network that is cut for long loses no line', async () => {
    const runner = await begin()
    await runner.claim()
    const report = reporting({
      send: runner.progress,
      masking: masking(),
      onCancel: () => {},
      onDeaf: () => {},
      pace: { everyMs: 10, gatherMs: 1 },
    })
    let away = true
    let tried = 0
    api.rules.before = () => {
      if (away) tried++
      return away ? (tried % 2 ? 'cut' : { status: 503 }) : undefined
    }
    for (let count = 0; count < 3000; count++) report.line(`line ${count}`)
    // Twelve times what two minutes are with the pauses of the real thing.
    while (tried < 100) await new Promise((resolve) => setTimeout(resolve, 5))
    away = false
    await report.finish({ outcome: 'succeeded', outputs: {} })
    expect(api.seen.lines).toEqual(Array.from({ length: 3000 }, (_, count) => `line ${count}`))
    expect(api.seen.finished?.outcome).toBe('succeeded')
  })
})

test('an environment that lacks something is named, not shown', () => {
  expect(() =>
    environmentOf({ LABSEAT_API_URL: 'https://api.example', LABSEAT_CLAIM: 'very-secret' }),
  ).toThrow(/LABSEAT_CLUSTER, LABSEAT_RUN, LABSEAT_ATTEMPT/)
})
