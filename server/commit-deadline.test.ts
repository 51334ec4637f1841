import { once } from 'node:events'
import { createServer, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { Firestore } from '@google-cloud/firestore'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { commitDeadline, withCommitTimeout } from './commit-deadline.ts'
import { grpc } from './problem.ts'

/** A server in the place of Firestore that answers each commit as the test says, or never. */
let answer: (stream: ServerHttp2Stream) => void = () => {}
let attempts = 0
let cancelled = 0
const server = createServer()
server.on('stream', (stream) => {
  attempts++
  stream.on('error', () => {}).on('aborted', () => cancelled++)
  answer(stream)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
vi.stubEnv('FIRESTORE_EMULATOR_HOST', `127.0.0.1:${(server.address() as AddressInfo).port}`)
const db = new Firestore({ projectId: 'demo-deadline', ...commitDeadline })
const commit = () =>
  db
    .batch()
    .set(db.doc('some/document'), {})
    .commit()
    .then(
      () => 'committed',
      (error: { code: number }) => error.code,
    )

const refuseWith = (status: number) => (stream: ServerHttp2Stream) =>
  stream.respond(
    { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': String(status) },
    { endStream: true },
  )

// The first commit connects, which can take longer than a deadline below on a busy machine.
beforeAll(async () => {
  answer = refuseWith(grpc.invalidArgument)
  expect(await withCommitTimeout(15_000, commit)).toBe(grpc.invalidArgument)
})
beforeEach(() => {
  attempts = 0
  cancelled = 0
})
afterAll(async () => {
  await db.terminate()
  server.close()
  vi.unstubAllEnvs()
})

test('a commit without an answer fails at its deadline, and the server learns that it is cancelled', async () => {
  answer = () => {}
  expect(await withCommitTimeout(1_500, commit)).toBe(grpc.deadlineExceeded)
  await expect.poll(() => cancelled, { timeout: 10_000 }).toBe(1)
  expect(attempts).toBe(1)
})

test('attempts that fail share one deadline', async () => {
  answer = refuseWith(grpc.aborted)
  expect(await withCommitTimeout(4_000, commit)).toBe(grpc.deadlineExceeded)
  expect(attempts).toBeGreaterThan(1)
})

test('the deadline of one commit is not the deadline of another', async () => {
  answer = () => {}
  const ended: string[] = []
  await Promise.all([
    withCommitTimeout(5_000, commit).then(() => ended.push('later')),
    withCommitTimeout(1_500, commit).then(() => ended.push('sooner')),
  ])
  expect(ended).toEqual(['sooner', 'later'])
})
