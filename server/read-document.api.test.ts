import { randomUUID } from 'node:crypto'
import { Firestore } from '@google-cloud/firestore'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { db, documents } from './documents.ts'
import { readDocument } from './read-document.ts'

const claim = (name: string, uid: string) =>
  documents.username(name).set({ uid, createdAt: '2027-05-01T09:00:00.000Z' })

describe('read', () => {
  afterEach(() => vi.restoreAllMocks())

  it('returns each caller its document and reads each document once', async () => {
    const [ada, bob, nobody] = [randomUUID(), randomUUID(), randomUUID()]
    await Promise.all([claim(ada, 'ada'), claim(bob, 'bob')])
    const calls = vi.spyOn(Firestore.prototype, 'getAll')
    const names = Array.from({ length: 30 }, (_, index) => [ada, bob, nobody][index % 3]!)
    const snapshots = await Promise.all(names.map((name) => readDocument(documents.username(name))))
    expect(snapshots.map((snapshot) => snapshot.id)).toEqual(names)
    expect(snapshots.slice(0, 3).map((snapshot) => snapshot.data()?.uid)).toEqual(['ada', 'bob', undefined])
    expect(calls.mock.calls.map((refs) => refs.length)).toEqual([3])
  })

  it('sees a commit before the call, though an earlier read is under way', async () => {
    const name = randomUUID()
    for (let turn = 0; turn < 20; turn++) {
      const earlier = readDocument(documents.username(name))
      await claim(name, `uid-${turn}`)
      const later = readDocument(documents.username(name))
      expect((await later).data()?.uid).toBe(`uid-${turn}`)
      await earlier
    }
  })

  it('rejects all waiting callers of a failed read, and reads on afterwards', async () => {
    const name = randomUUID()
    await claim(name, 'ada')
    vi.spyOn(Firestore.prototype, 'getAll').mockRejectedValueOnce(new Error('no connection'))
    const failed = await Promise.allSettled([
      readDocument(documents.username(name)),
      readDocument(db.doc('people/x')),
    ])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect((await readDocument(documents.username(name))).data()?.uid).toBe('ada')
  })
})
