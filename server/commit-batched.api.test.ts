import { WriteBatch } from '@google-cloud/firestore'
import { afterEach, expect, test, vi } from 'vitest'
import { unique } from '../testing/people.ts'
import { commitBatched } from './commit-batched.ts'
import { db } from './documents.ts'
import { grpc } from './problem.ts'

const collection = db.collection(`together-${unique()}`)
const create = (name: string) =>
  commitBatched((batch, arrival) => batch.create(collection.doc(name), { arrival })).then(
    (at) => at.valueOf(),
    (error: { code: number }) => error.code,
  )

afterEach(() => vi.restoreAllMocks())

test('simultaneous writes share few commits and keep their order', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `at-once-${index}`)
  const times = await Promise.all(names.map(create))
  const snapshots = await Promise.all(names.map((name) => collection.doc(name).get()))
  expect(new Set(snapshots.map((snapshot) => snapshot.updateTime?.valueOf())).size).toBeLessThan(5)
  expect(times).toEqual(times.toSorted())
  expect(new Set(times).size).toBe(names.length)
  const order = snapshots.map(
    (snapshot) => `${snapshot.updateTime?.valueOf()} ${String(snapshot.get('arrival')).padStart(3, '0')}`,
  )
  expect(order).toEqual(order.toSorted())
})

test('a refused write fails alone, and other writes of its commit succeed', async () => {
  await collection.doc('taken').create({})
  const answers = await Promise.all(['free-1', 'taken', 'free-2', 'twice', 'twice'].map(create))
  expect(answers[1]).toBe(grpc.alreadyExists)
  expect([answers[0], answers[2]].every((answer) => typeof answer === 'string')).toBe(true)
  expect(answers.slice(3).filter((answer) => answer === grpc.alreadyExists)).toHaveLength(1)
  expect((await collection.doc('free-1').get()).exists && (await collection.doc('free-2').get()).exists).toBe(
    true,
  )
})

const permissionDenied = 7

/** The next commit fails with this code, as an overloaded Firestore answers. Returns the count of all commits. */
const failNextCommit = (code: number) => {
  const commit = WriteBatch.prototype.commit
  const commits = vi.spyOn(WriteBatch.prototype, 'commit')
  commits.mockImplementationOnce(() => Promise.reject(Object.assign(new Error('overloaded'), { code })))
  commits.mockImplementation(function (this: WriteBatch) {
    return commit.call(this)
  })
  return () => commits.mock.calls.length
}

test.each([
  ['contention', grpc.aborted],
  ['an exhausted quota', grpc.resourceExhausted],
  ['an unavailable database', grpc.unavailable],
])('after %s the commit is retried whole, not request by request', async (_, code) => {
  const countCommits = failNextCommit(code)
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) => create(`retried-${code}-${index}`)),
  )
  expect(answers.every((answer) => typeof answer === 'string')).toBe(true)
  expect(countCommits()).toBeLessThan(5)
})

test('an error that no retry mends reaches every request of the commit, and nothing is committed twice', async () => {
  const countCommits = failNextCommit(permissionDenied)
  const answers = await Promise.all(['refused-1', 'refused-2'].map(create))
  expect(answers).toEqual([permissionDenied, permissionDenied])
  expect(countCommits()).toBe(1)
})

test('after its deadline a shared commit is retried request by request', async () => {
  const countCommits = failNextCommit(grpc.deadlineExceeded)
  const answers = await Promise.all(['late-1', 'late-2'].map(create))
  expect(answers.every((answer) => typeof answer === 'string')).toBe(true)
  expect(countCommits()).toBe(3)
})
