import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Firestore } from '@google-cloud/firestore'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { exportDatabase, importDatabase } from '../testing/firestore-backup.ts'
import { unique } from '../testing/people.ts'
import { readAllDocuments } from '../testing/read-all-documents.ts'
import { makeWorld, type World } from '../testing/world.ts'
import { db, documents } from './documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'labseat-backup-'))
// A restore in the cloud also makes another database, beside the damaged one.
const restoredId = `demo-restored-${unique()}`
const restored = new Firestore({ projectId: restoredId })
let world: World

beforeAll(async () => {
  await emptyFirestore()
  world = await makeWorld()
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await restored.terminate()
})

const readAll = async (firestore: Firestore) =>
  Object.fromEntries(
    Object.entries(await readAllDocuments(firestore)).map(([path, snapshot]) => [path, snapshot.data()]),
  )

test('a restored backup has every document as it was', async () => {
  const atBackup = await readAll(db)
  await exportDatabase(folder)

  const registration = documents.registration(world.event.id, world.erik.uid)
  await registration.delete()
  await documents.event(world.event.id).update({ title: 'Damaged', seatsTaken: 0 })

  await importDatabase(restoredId, folder)
  const afterRestore = await readAll(restored)
  expect(Object.keys(afterRestore).toSorted()).toEqual(Object.keys(atBackup).toSorted())
  expect(afterRestore).toEqual(atBackup)

  expect(afterRestore[`events/${world.event.id}`]).toMatchObject({ title: world.event.title, seatsTaken: 1 })
  expect(afterRestore[registration.path]).toMatchObject({ userId: world.erik.uid, holdsSeat: true })
})

test('the damage stays in the damaged database: nothing is restored over it', async () => {
  expect((await documents.event(world.event.id).get()).data()).toMatchObject({
    title: 'Damaged',
    seatsTaken: 0,
  })
})

test('importing the copy brings damaged and deleted documents back, and leaves newer ones alone', async () => {
  const newer = documents.event(`newer-${unique()}`)
  const event = (await documents.event(world.event.id).get()).data()!
  await newer.set(event)

  await importDatabase(process.env.GOOGLE_CLOUD_PROJECT!, folder)
  expect((await documents.event(world.event.id).get()).data()).toMatchObject({
    title: world.event.title,
    seatsTaken: 1,
  })
  expect((await documents.registration(world.event.id, world.erik.uid).get()).data()).toMatchObject({
    userId: world.erik.uid,
    holdsSeat: true,
  })
  expect((await newer.get()).data()).toMatchObject({ title: 'Damaged' })
})
