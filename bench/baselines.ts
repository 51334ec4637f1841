import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { db, FieldValue } from '../server/documents.ts'
import { inFlight } from './client.ts'

/** A registration as registrations-request writes it. */
const registration = (eventId: string, userId: string) => ({
  eventId,
  userId,
  state: 'requested',
  holdsSeat: false,
  pending: true,
  attempt: 1,
  requestedAt: FieldValue.serverTimestamp(),
  lineNumber: null,
  settledAt: null,
})

/** The emulator's own limit: documents created per second, with 64 calls of `create()` in flight. */
export const measureRawCreates = async (documents = 1000): Promise<number> => {
  const eventId = `raw-${randomUUID().slice(0, 8)}`
  const ids = Array.from({ length: documents }, (_, index) => `p${String(index).padStart(4, '0')}-0123456789`)
  const began = performance.now()
  await inFlight(64, ids, (id) =>
    db.doc(`bench/${eventId}/registrations/${id}`).create(registration(eventId, id)),
  )
  return (documents * 1000) / (performance.now() - began)
}

export type Counted = {
  seconds: number
  committed: number
  failed: number
  attempts: number
  latencies: number[]
}

/** Runs the counter transaction in a separate process, which ends when the time is over. Transactions that wait for a lock would take minutes. */
export const runCounterTransactions = (seconds: number, signal: AbortSignal): Promise<Counted> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'counter.ts'), [String(seconds)], { signal })
    child.once('message', (counted) => resolve(counted as Counted))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`counter.ts ended with ${code}`)))
  })
