import { createHash } from 'node:crypto'
import type { DocumentSnapshot, WriteBatch } from '@google-cloud/firestore'
import type { Operation } from '../contract/operation.ts'
import { db, Timestamp } from '../server/documents.ts'
import { isSignatureOf, sign } from '../server/hmac.ts'
import { Problem } from '../server/problem.ts'
import { type JsonReply, json } from './reply.ts'

/** Firestore's TTL policy on `expiresAt` deletes the record. */
const keyLifetimeMs = 24 * 60 * 60 * 1000

type StoredReply = { mac: string; status: number; body: string; expiresAt: Timestamp }

/**
 * The reply saved under a caller's `Idempotency-Key`. Its record is part of the batch of the change, so either both exist or neither.
 * The record holds an HMAC of the request body, not the body.
 */
export const idempotency = (operation: Operation, uid: string, key: string, bytes: Buffer, now: string) => {
  if (key.length > 255) throw new Problem('invalid-input', 'An Idempotency-Key has at most 255 characters.')
  const id = createHash('sha256')
    .update(JSON.stringify([uid, operation.id, key]))
    .digest('hex')
  const ref = db.doc(`idempotency/${id}`)
  let snapshot: DocumentSnapshot | undefined
  return {
    /** The saved reply, if the key was used in the last 24 hours. @throws Problem `idempotency-mismatch` for another body */
    async find(): Promise<JsonReply | undefined> {
      snapshot = await ref.get()
      const stored = snapshot.data() as StoredReply | undefined
      if (!stored || stored.expiresAt.toMillis() <= Date.parse(now)) return undefined
      if (!isSignatureOf(bytes, Buffer.from(stored.mac, 'hex')))
        throw new Problem('idempotency-mismatch', 'Use a new key for a new request. Nothing was changed.')
      return json(stored.status, JSON.parse(stored.body))
    },
    /**
     * Adds the record to the batch of the change. Of two requests at the same time one commit fails: the record exists, or it has
     * changed since `find`. The loser then sends the winner's reply.
     */
    save(batch: WriteBatch, { status, body }: JsonReply): void {
      const record = {
        // Removing a person deletes their records by this field.
        userId: uid,
        mac: sign(bytes).toString('hex'),
        status,
        body: JSON.stringify(body),
        expiresAt: Timestamp.fromMillis(Date.parse(now) + keyLifetimeMs),
      }
      if (snapshot?.updateTime) batch.update(ref, record, { lastUpdateTime: snapshot.updateTime })
      else batch.create(ref, record)
    },
  }
}
