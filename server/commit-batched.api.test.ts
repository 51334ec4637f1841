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

test('what comes at once is committed at once, in the order it came', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `at-once-${index}`)
  const times = await Promise.all(names.map(create))
  const kept = await Promise.all(names.map((name) => collection.doc(name).get()))
  expect(new Set(kept.map((one) => one.updateTime?.valueOf())).size).toBeLessThan(5)
  expect(times).toEqual(times.toSorted())
  expect(new Set(times).size).toBe(names.length)
  const order = kept.map(
    (one) => `${one.updateTime?.valueOf()} ${String(one.get('arrival')).padStart(3, '0')}`,
  )
  expect(order).toEqual(order.toSorted())
})

test('one that is refused keeps nobody else out, and hears of it alone', async () => {
  await collection.doc('taken').create({})
  const answers = await Promise.all(['free-1', 'taken', 'free-2', 'twice', 'twice'].map(create))
  expect(answers[1]).toBe(grpc.alreadyExists)
  expect([answers[0], answers[2]].every((answer) => typeof answer === 'string')).toBe(true)
  expect(answers.slice(3).filter((answer) => answer === grpc.alreadyExists)).toHaveLength(1)
  expect((await collection.doc('free-1').get()).exists && (await collection.doc('free-2').get()).exists).toBe(
    true,
  )
})
