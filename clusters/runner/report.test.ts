import { afterEach, expect, test, vi } from 'vitest'
import { runnerProgress } from '../../contract/runner.ts'
import type { RunResource } from '../../contract/runs.ts'
import { createMasker } from './mask.ts'
import type { ProgressBody } from './protocol.ts'
import { createReport } from './report.ts'

afterEach(() => {
  vi.useRealTimers()
})

const begin = ({
  reply = { cancel: false },
  send,
}: {
  reply?: { cancel: boolean }
  send?: () => Promise<{ cancel: boolean }>
} = {}) => {
  vi.useFakeTimers()
  const posts: (ProgressBody & { sequence: number; at: number })[] = []
  const calls = { cancel: 0, refusal: 0 }
  const masker = createMasker()
  const report = createReport({
    send: async (sequence, body) => {
      if (send) await send()
      posts.push({ ...body, sequence, at: Date.now() })
      return reply
    },
    masker,
    onCancel: () => calls.cancel++,
    onRefusal: () => calls.refusal++,
    now: Date.now,
  })
  return { report, posts, calls, masker }
}
const resource = (address: string, more: Partial<RunResource> = {}): RunResource => ({
  address,
  stage: 'cluster',
  action: 'create',
  state: 'running',
  ...more,
})

test('content of one second is one post, and posts are at least a second apart', async () => {
  const { report, posts } = begin()
  for (let step = 0; step < 40; step++) {
    report.line(`line ${step}`)
    await vi.advanceTimersByTimeAsync(100)
  }
  await vi.advanceTimersByTimeAsync(1000)
  expect(posts.flatMap(({ lines }) => lines)).toEqual(Array.from({ length: 40 }, (_, step) => `line ${step}`))
  const gaps = posts.slice(1).map(({ at }, index) => at - posts[index]!.at)
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000)
  expect(posts.map(({ sequence }) => sequence)).toEqual(posts.map((_, index) => index + 1))
})

test('an idle run asks every five seconds whether to stop', async () => {
  const { report, posts, calls } = begin({ reply: { cancel: true } })
  await vi.advanceTimersByTimeAsync(61_000)
  expect(posts).toHaveLength(12)
  for (const { lines, resources, stages } of posts) expect([lines, resources, stages]).toEqual([[], [], []])
  expect(calls.cancel).toBe(12)
  await report.close()
})

test('a question delays nothing, and content right after a post waits for its second', async () => {
  const { report, posts } = begin()
  await vi.advanceTimersByTimeAsync(5100)
  report.line('a')
  await vi.advanceTimersByTimeAsync(100)
  expect(posts.map(({ lines }) => lines)).toEqual([[], ['a']])
  await vi.advanceTimersByTimeAsync(4500)
  report.line('b')
  await vi.advanceTimersByTimeAsync(200)
  report.line('c')
  await vi.advanceTimersByTimeAsync(1100)
  const postsWithLines = posts.filter(({ lines }) => lines.length > 0)
  expect(postsWithLines.map(({ lines }) => lines)).toEqual([['a'], ['b'], ['c']])
  expect(postsWithLines[2]!.at - postsWithLines[1]!.at).toBeGreaterThanOrEqual(1000)
})

test('content that is not urgent waits for the heartbeat or the next urgent post', async () => {
  const { report, posts } = begin()
  report.resource(resource('a', { seconds: 10 }), { urgent: false })
  await vi.advanceTimersByTimeAsync(24_000)
  expect(posts.flatMap(({ resources }) => resources)).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(2000)
  expect(posts.at(-1)!.resources).toHaveLength(1)
  report.resource(resource('a', { seconds: 20 }), { urgent: false })
  report.line('urgent')
  await vi.advanceTimersByTimeAsync(1000)
  expect(posts.at(-1)!.lines).toEqual(['urgent'])
  expect(posts.at(-1)!.resources).toHaveLength(1)
})

test('only the last state of a resource is sent', async () => {
  const { report, posts } = begin()
  report.resource(resource('a', { state: 'running' }))
  report.resource(resource('a', { state: 'done' }))
  await vi.advanceTimersByTimeAsync(100)
  expect(posts[0]!.resources).toEqual([resource('a', { state: 'done' })])
})

test('many lines go in several posts, and none is missing', async () => {
  const { report, posts } = begin()
  for (let count = 0; count < 5000; count++) report.line(`line ${count}`)
  const finished = report.finish({ outcome: 'succeeded', outputs: {} })
  await vi.advanceTimersByTimeAsync(10_000)
  await finished
  expect(posts.map(({ lines }) => lines.length)).toEqual([2000, 2000, 1000])
  expect(posts.flatMap(({ lines }) => lines)).toEqual(
    Array.from({ length: 5000 }, (_, count) => `line ${count}`),
  )
  expect(posts.map(({ finished }) => Boolean(finished))).toEqual([false, false, true])
})

test.each([
  ['escapes', '"\\', 1500],
  ['Chinese', '建立網路失敗', 500],
  ['emoji', '🚀', 1990],
  ['families', '👩‍👩‍👧‍👦', 300],
  ['control characters', '\u0001', 2000],
])('no post of %s is larger than the API accepts', async (_, text, times) => {
  const { report, posts } = begin()
  const longText = text.repeat(times)
  for (let count = 0; count < 400; count++) {
    report.line(longText)
    report.resource(resource(`r[${count}]`, { state: 'failed', error: longText }))
  }
  report.stage({ name: 'cluster', state: 'failed', reason: longText })
  const finished = report.finish({
    outcome: 'failed',
    outputs: {},
    failure: { reason: 'terraform', detail: longText.repeat(2) },
    drift: Array.from({ length: 5000 }, (_, index) => `${longText} ${index}`.slice(0, 400)),
  })
  await vi.advanceTimersByTimeAsync(120_000)
  await finished
  expect(posts.flatMap(({ lines }) => lines)).toHaveLength(400)
  expect(new Set(posts.flatMap(({ resources }) => resources.map(({ address }) => address))).size).toBe(400)
  for (const { at: _at, ...post } of posts) {
    expect(Buffer.byteLength(JSON.stringify(post))).toBeLessThan(1024 * 1024)
    const body = { clusterId: 'c1', runId: 'r1', attempt: 1, session: 'a'.repeat(43), ...post }
    expect(runnerProgress.body.safeParse(body).error).toBeUndefined()
  }
})

test('a long line is cut where no character is broken, and a line that fits is whole', async () => {
  const { report, posts } = begin()
  const whole = '🚀'.repeat(2000)
  for (const text of [whole, `${whole}🚀`, `${'a'.repeat(1998)}👩‍👩‍👧‍👦b`, 'a\ud83d', '\udc00b'])
    report.line(text)
  await vi.advanceTimersByTimeAsync(100)
  expect(posts[0]!.lines).toEqual([
    whole,
    `${'🚀'.repeat(1999)}…`,
    `${'a'.repeat(1998)}…`,
    'a\ufffd',
    '\ufffdb',
  ])
})

test('a secret that was added after its line is masked', async () => {
  const { report, posts, masker } = begin()
  report.line(`key ${'x'.repeat(1990)} late-secret-value`)
  report.resource(resource('a["late-secret-value"]', { error: 'late-secret-value' }))
  report.stage({ name: 'cluster', state: 'failed', reason: 'late-secret-value' })
  masker.add('late-secret-value')
  const finished = report.finish({
    outcome: 'failed',
    outputs: { a: ['late-secret-value'] },
    failure: { reason: 'terraform', detail: `late-secret-value ${'y'.repeat(5000)}` },
  })
  await vi.advanceTimersByTimeAsync(2000)
  await finished
  expect(posts).toHaveLength(1)
  expect(JSON.stringify(posts)).not.toContain('late')
  expect(posts[0]!.finished!.failure!.detail).toHaveLength(4000)
})

test('a decision comes with the last post of what led to it', async () => {
  const { report, posts } = begin()
  for (let count = 0; count < 2500; count++) report.line(`line ${count}`)
  const decided = report.decide({ planned: { changes: 3 } })
  await vi.advanceTimersByTimeAsync(5000)
  await decided
  expect(posts.map(({ planned }) => planned?.changes)).toEqual([undefined, 3])
})

test('a cancellation in the reply is passed on', async () => {
  const { report, calls } = begin({ reply: { cancel: true } })
  report.line('a')
  await vi.advanceTimersByTimeAsync(100)
  expect(calls.cancel).toBe(1)
})

test('nothing is sent after a refusal', async () => {
  const { report, posts, calls } = begin({
    send: async () => {
      throw new Error('over')
    },
  })
  report.line('a')
  await vi.advanceTimersByTimeAsync(100_000)
  report.line('b')
  await vi.advanceTimersByTimeAsync(100_000)
  await report.finish({ outcome: 'canceled', outputs: {} })
  expect(calls.refusal).toBe(1)
  expect(posts).toHaveLength(0)
})

test('lines wait in order while the API is down', async () => {
  const { promise: isUp, resolve: comeUp } = Promise.withResolvers<void>()
  const { report, posts } = begin({ send: () => isUp.then(() => ({ cancel: false })) })
  report.line('line 0')
  await vi.advanceTimersByTimeAsync(1000)
  for (let count = 1; count <= 10; count++) report.line(`line ${count}`)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(posts).toEqual([])
  comeUp()
  const finished = report.finish({ outcome: 'succeeded', outputs: {} })
  await vi.advanceTimersByTimeAsync(5000)
  await finished
  expect(posts.flatMap(({ lines }) => lines)).toEqual(
    Array.from({ length: 11 }, (_, count) => `line ${count}`),
  )
  expect(posts.at(-1)!.finished!.outcome).toBe('succeeded')
})
