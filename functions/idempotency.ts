import { createHash, createHmac } from 'node:crypto'
import type { DocumentSnapshot, WriteBatch } from '@google-cloud/firestore'
import type { Operation } from '../contract/operation.ts'
import { config } from '../server/config.ts'
import { db, Timestamp } from '../server/documents.ts'
import { Problem } from '../server/problem.ts'

/** A key is remembered for a day; Firestore's TTL policy on `expiresAt` deletes the record. In milliseconds. */
const remembered = 24 * 60 * 60 * 1000

export type Answered = { status: number; body: unknown }

/**
 * What a person already did under an `Idempotency-Key`. The record lies in the batch of the effect itself, so neither is without the other;
 * it holds an HMAC of the body, not the body.
 */
export const idempotency = (operation: Operation, uid: string, key: string, bytes: Buffer, now: string) => {
  if (key.length > 255) throw new Problem('invalid-input', 'An Idempotency-Key has at most 255 characters.')
  const id = createHash('sha256')
    .update(JSON.stringify([uid, operation.id, key]))
    .digest('hex')
  const mac = createHmac('sha256', config.hmacKey).update(bytes).digest('hex')
  const ref = db.doc(`idempotency/${id}`)
  /** The record as `earlier` found it. */
  let known: DocumentSnapshot | undefined
  return {
    /** The first answer, if the key was used in the last day. 409 when it was used with another body. */
    async earlier(): Promise<Answered | undefined> {
      known = await ref.get()
      const found = known.data() as
        | { mac: string; status: number; body: string; expiresAt: Timestamp }
        | undefined
      if (!found || found.expiresAt.toMillis() <= Date.parse(now)) return undefined
      if (found.mac !== mac)
        throw new Problem('idempotency-mismatch', 'Use a new key for a new request. Nothing was changed.')
      return { status: found.status, body: JSON.parse(found.body) }
    },
    /**
     * Adds the record to the batch of the effect. Of two requests at once one commit fails (the record exists, or is not the one
     * that `earlier` found), and the loser answers with the winner's answer.
     */
    keep(batch: WriteBatch, answer: Answered): void {
      const record = {
        // So that they can be found when the person leaves.
        userId: uid,
        mac,
        status: answer.status,
        body: JSON.stringify(answer.body),
        expiresAt: Timestamp.fromMillis(Date.parse(now) + remembered),
      }
      if (known?.updateTime) batch.update(ref, record, { lastUpdateTime: known.updateTime })
      else batch.create(ref, record)
    },
  }
}
