import { hostname, userInfo } from 'node:os'
import { expect, test, vi } from 'vitest'
import type { Run } from './context.ts'
import type { Lock } from './failures.ts'
import { readLine } from './lines.ts'
import { isOwnLock, noteLock, releaseOwnLock, showsLock } from './lock.ts'

const own = `${userInfo().username}@${hostname()}`
const startedAt = Date.parse('2026-11-28T10:00:00.000Z')
const at = (seconds: number) => new Date(startedAt + seconds * 1000).toISOString()

test.each([
  ['of this machine, taken since the command began', own, at(1), true],
  ['that another machine took since the command began', 'petra@laptop', at(1), false],
  ['of this machine, taken before the command began', own, at(-1), false],
  ['without a time', own, '', false],
])('a lock %s is recognized', (_, Who, Created, expected) =>
  expect(isOwnLock({ Who, Created }, startedAt)).toBe(expected),
)

test.each([
  ['version', false],
  ['log', false],
  ['diagnostic', false],
  ['refresh_start', true],
  ['planned_change', true],
  ['apply_start', true],
])('the event %s shows that Terraform holds the lock: %s', (type, expected) => {
  const resource = { addr: 'aws_vpc.this' }
  const line = { '@message': 'text', type, change: { resource, action: 'create' }, hook: { resource } }
  expect(showsLock(readLine(JSON.stringify(line)))).toBe(expected)
})

const openRun = (objects: Record<string, object>, attempt = 2) => {
  const bucket = new Map<string, Buffer>(
    Object.entries(objects).map(([name, value]) => [name, Buffer.from(JSON.stringify(value))]),
  )
  const run = {
    inputs: { platform: 'aws' },
    environment: { run: 'r1', attempt },
    report: { line: () => {} },
    store: {
      get: async (name: string) => bucket.get(name),
      put: async (name: string, bytes: Buffer) => void bucket.set(name, bytes),
      remove: async (name: string) => void bucket.delete(name),
    },
  } as unknown as Run
  return { run, bucket }
}
const lockObject = 'cluster.tfstate.tflock'
const note = 'cluster.lock-holder'
const refresh = readLine(JSON.stringify({ '@message': 'Refreshing', type: 'refresh_start' }))
const waiting = readLine(JSON.stringify({ '@message': 'Acquiring state lock', type: 'log' }))

test('a lock that another process holds gets no note, also when its holder works on this machine', async () => {
  const { run, bucket } = openRun({ [lockObject]: { ID: 'foreign', Who: own, Created: at(1) } })
  vi.useFakeTimers({ now: startedAt })
  try {
    const noting = noteLock(run, 'cluster')
    noting.onEvent(waiting)
    await vi.advanceTimersByTimeAsync(60_000)
    expect([...bucket.keys()]).toEqual([lockObject])
    await noting.end()
  } finally {
    vi.useRealTimers()
  }
})

test('the lock that Terraform holds gets a note until the command ends', async () => {
  const { run, bucket } = openRun({})
  const noting = noteLock(run, 'cluster')
  bucket.set(
    lockObject,
    Buffer.from(JSON.stringify({ ID: 'mine', Who: own, Created: new Date().toISOString() })),
  )
  noting.onEvent(refresh)
  await expect.poll(() => bucket.get(note)?.toString()).toContain('"id":"mine"')
  await noting.end()
  expect(bucket.has(note)).toBe(false)
})

const lock: Lock = { id: 'left', who: own, created: '2026-11-28 09:00:00 +0000 UTC' }
const left = { id: 'left', who: own, runId: 'r1', attempt: 1 }
test.each<[string, object, Partial<Lock>, boolean]>([
  ['that an earlier attempt held', left, {}, true],
  ['that an earlier run held', { ...left, runId: 'r0' }, {}, true],
  ['with another id', left, { id: 'foreign' }, false],
  ['of another holder', left, { who: 'petra@laptop' }, false],
  ['that this attempt noted itself', { ...left, attempt: 2 }, {}, false],
  ['whose note cannot be read', { id: 'left' }, {}, false],
])('of a killed attempt, only its own lock is released: a lock %s', async (_, stored, change, expected) => {
  const { run } = openRun({ [note]: stored })
  const released: string[] = []
  const isReleased = await releaseOwnLock(run, 'cluster', { ...lock, ...change }, async (id) => {
    released.push(id)
    return { code: 0, signal: null }
  })
  expect(isReleased).toBe(expected)
  expect(released).toEqual(expected ? ['left'] : [])
})
