import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, expect, test, vi } from 'vitest'
import { publishEvent } from '../../testing/events.ts'
import { tokenOf } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'

/**
 * A proxy between this test and Firestore. While it is down, it cuts and refuses connections: a request under way may have reached Firestore
 * or not, and the client does not learn which. A restart looks the same to a client.
 */
const [host, port] = process.env.FIRESTORE_EMULATOR_HOST!.split(':') as [string, string]
const sockets = new Set<Socket>()
let down = false
let connections = 0
const network = createServer((here) => {
  if (down) return here.destroy()
  connections++
  const there = connect(Number(port), host)
  for (const [side, other] of [
    [here, there],
    [there, here],
  ] as const) {
    sockets.add(side)
    side.pipe(other)
    side.on('error', () => other.destroy()).on('close', () => sockets.delete(side))
  }
}).listen(0, '127.0.0.1')
await once(network, 'listening')
vi.stubEnv('FIRESTORE_EMULATOR_HOST', `127.0.0.1:${(network.address() as AddressInfo).port}`)
const goDown = () => {
  down = true
  for (const socket of sockets) socket.destroy()
}
afterAll(() => {
  network.close()
  vi.unstubAllEnvs()
})

// A call whose response was lost may wait a minute for its deadline before the retry.
const minutes = 60_000
test('after three outages of Firestore during a rush no request is lost and no seat is given twice', {
  timeout: 4 * minutes,
}, async () => {
  // The helpers above have already loaded server/documents.ts with the emulator's address.
  vi.resetModules()
  const { db, documents } = await import('../../server/documents.ts')
  const { storeRequest, noticesOf, registrationsOf } = await import('../../testing/registrations.ts')
  const { assertSeatsAgree } = await import('../../testing/seats.ts')
  const { settleUntilDone } = await import('../../server/registrations/settle-page.ts')
  const uid = db.collection('people').doc().id
  await documents.access(uid).create({ role: 'member', suspended: false })
  const { id } = await publishEvent({ token: tokenOf({ uid, name: 'Olga Labseat' }) }, { capacity: 100 })

  // Each person retries until Firestore answers. ALREADY_EXISTS (6) means that an earlier attempt arrived.
  const ask = async (person: string): Promise<void> => {
    for (;;) {
      const answer = await storeRequest(id, person).then(
        () => 'taken',
        (error: { code?: number }) => (error.code === 6 ? 'taken' : error),
      )
      if (answer === 'taken') return
    }
  }
  let asking = true
  const settling = (async () => {
    while (asking) await settleUntilDone(id, 'rush').catch(() => undefined)
  })()
  let requests = 0
  const rush = Array.from({ length: 8 }, async (_, lane) => {
    for (let index = lane; index < 200; index += 8) {
      await ask(`${id}-${index}`)
      requests++
    }
  })
  for (const share of [40, 90, 140]) {
    await waitUntil(`${share} requests have arrived`, () => requests >= share, 180)
    goDown()
    await waitUntil('every connection is cut', () => sockets.size === 0)
    down = false
  }
  await Promise.all(rush)
  expect(connections).toBeGreaterThan(3)
  asking = false
  await settling
  await settleUntilDone(id, 'afterwards')

  expect(await assertSeatsAgree(db, id)).toMatchObject({
    pending: 0,
    states: { confirmed: 100, waitlisted: 100 },
  })
  const inOrder = await registrationsOf(id)
  expect(inOrder.map((registration) => registration.state)).toEqual([
    ...Array(100).fill('confirmed'),
    ...Array(100).fill('waitlisted'),
  ])
  expect(await noticesOf(inOrder[0]!.userId, '')).toEqual([`seat-confirmed_${id}_1`])
})
