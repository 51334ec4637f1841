import { randomUUID } from 'node:crypto'
import { FieldValue, Firestore } from '@google-cloud/firestore'
import type { Counted } from './baselines.ts'

// Most apps on Firestore take a seat with one transaction: it reads the event's counter, checks it, and writes the registration and
// the counter. Here 32 callers do this for the number of seconds in the first argument.
const seconds = Number(process.argv[2])
const callers = 32
const db = new Firestore({ projectId: process.env.GOOGLE_CLOUD_PROJECT! })
const event = db.doc(`bench/counter-${randomUUID().slice(0, 8)}`)
await event.set({ capacity: 1_000_000, seatsTaken: 0 })

const counted: Counted = { seconds, committed: 0, failed: 0, attempts: 0, latencies: [] }
const take = async () => {
  const began = performance.now()
  await db.runTransaction(async (transaction) => {
    counted.attempts++
    const snapshot = await transaction.get(event)
    const { capacity, seatsTaken } = snapshot.data() as { capacity: number; seatsTaken: number }
    if (seatsTaken >= capacity) throw new Error('sold out')
    const userId = randomUUID()
    transaction.create(event.collection('registrations').doc(userId), {
      eventId: event.id,
      userId,
      state: 'confirmed',
      requestedAt: FieldValue.serverTimestamp(),
    })
    transaction.update(event, { seatsTaken: seatsTaken + 1 })
  })
  counted.latencies.push(performance.now() - began)
}

setTimeout(() => process.send!(counted, () => process.exit()), seconds * 1000)
await Promise.all(
  Array.from({ length: callers }, async () => {
    for (;;)
      await take().then(
        () => counted.committed++,
        () => counted.failed++,
      )
  }),
)
