import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import type { RunResource } from '../../contract/runs.ts'
import { masking } from './mask.ts'
import type { ProgressBody } from './protocol.ts'
import { reporting } from './report.ts'

afterEach(() => {
  vi.useRealTimers()
})

const begin = ({
  answer = { cancel: false },
  ...more
}: {
  answer?: { cancel: boolean }
  send?: () => Promise<{ cancel: boolean }>
} = {}) => {
  vi.useFakeTimers()
  const posts: (ProgressBody & { sequence: number; at: number })[] = []
  const calls = { cancel: 0, deaf: 0 }
  const secrets = masking()
  const report = reporting({
    send: async (sequence, body) => {
      if (more.send) await more.send()
      posts.push({ ...body, sequence, at: Date.now() })
      return answer
    },
    masking: secrets,
    onCancel: () => calls.cancel++,
    onDeaf: () => calls.deaf++,
    now: Date.now,
  })
  return { report, posts, calls, secrets }
}
const resource = (address: string, more: Partial<RunResource> = {}): RunResource => ({
  address,
  stage: 'cluster',
  action: 'create',
  state: 'running',
  ...more,
})

test('what comes within a second is one post, and no two are closer', async () => {
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

test('when nothing happens it asks every few seconds whether to stop', async () => {
  const { report, posts, calls } = begin({ answer: { cancel: true } })
  await vi.advanceTimersByTimeAsync(61_000)
  expect(posts).toHaveLength(12)
  for (const { lines, resources, stages } of posts) expect([lines, resources, stages]).toEqual([[], [], []])
  expect(calls.cancel).toBe(12)
  await report.close()
})

test('asking holds nothing up, and what comes right after a post waits its second', async () => {
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
  const told = posts.filter(({ lines }) => lines.length > 0)
  expect(told.map(({ lines }) => lines)).toEqual([['a'], ['b'], ['c']])
  expect(told[2]!.at - told[1]!.at).toBeGreaterThanOrEqual(1000)
})

test('what is not urgent waits for the heartbeat, or goes along with what is', async () => {
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

test('of a resource only its last state is told', async () => {
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

test('no post is larger than the API takes', async () => {
  const { report, posts } = begin()
  for (let count = 0; count < 1500; count++) report.line('"\\'.repeat(1500))
  const finished = report.finish({ outcome: 'succeeded', outputs: {} })
  await vi.advanceTimersByTimeAsync(60_000)
  await finished
  expect(posts.flatMap(({ lines }) => lines)).toHaveLength(1500)
  for (const post of posts) expect(JSON.stringify(post).length).toBeLessThan(1024 * 1024)
})

test('a secret that became known after its line is not in it', async () => {
  const { report, posts, secrets } = begin()
  report.line(`key ${'x'.repeat(1990)} late-secret-value`)
  report.resource(resource('a["late-secret-value"]', { error: 'late-secret-value' }))
  report.stage({ name: 'cluster', state: 'failed', reason: 'late-secret-value' })
  secrets.add('late-secret-value')
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

test('what decides the run’s state comes with the last of what led there', async () => {
  const { report, posts } = begin()
  for (let count = 0; count < 2500; count++) report.line(`line ${count}`)
  const decided = report.decide({ planned: { changes: 3 } })
  await vi.advanceTimersByTimeAsync(5000)
  await decided
  expect(posts.map(({ planned }) => planned?.changes)).toEqual([undefined, 3])
})

test('the wish to cancel is passed on', async () => {
  const { report, calls } = begin({ answer: { cancel: true } })
  report.line('a')
  await vi.advanceTimersByTimeAsync(100)
  expect(calls.cancel).toBe(1)
})

test('a run that is over hears nothing more', async () => {
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
  expect(calls.deaf).toBe(1)
  expect(posts).toHaveLength(0)
})

test('while the API is away lines wait, and come in their order', async () => {
  let away = true
  const { report, posts } = begin({
    send: async () => {
      while (away) await pause(5)
      return { cancel: false }
    },
  })
  vi.useRealTimers()
  away = false
  report.line('before')
  await pause(100)
  away = true
  for (let count = 0; count < 10; count++) report.line(`during ${count}`)
  await pause(50)
  away = false
  await report.finish({ outcome: 'succeeded', outputs: {} })
  expect(posts.flatMap(({ lines }) => lines)).toHaveLength(11)
  expect(posts.at(-1)!.finished!.outcome).toBe('succeeded')
})
