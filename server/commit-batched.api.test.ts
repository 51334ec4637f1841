import { expect, test } from 'vitest'
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

test('writes of one moment share few commits and keep their order', async () => {
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

test('a refused write fails alone, and the others of its commit succeed', async () => {
  await collection.doc('taken').create({})
  const answers = await Promise.all(['free-1', 'taken', 'free-2', 'twice', 'twice'].map(create))
  expect(answers[1]).toBe(grpc.alreadyExists)
  expect([answers[0], answers[2]].every((answer) => typeof answer === 'string')).toBe(true)
  expect(answers.slice(3).filter((answer) => answer === grpc.alreadyExists)).toHaveLength(1)
  expect((await collection.doc('free-1').get()).exists && (await collection.doc('free-2').get()).exists).toBe(
    true,
  )
})
