import type { DeadLetterDocument } from '../../contract/dead-letters.ts'
import type { Topic } from '../../contract/messages.ts'
import { cutText } from '../../domain/text.ts'
import { db, documents } from '../documents.ts'
import { grpc } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { deadLetterId } from './identity.ts'

/** A Firestore document holds 1 MiB. Our messages are far shorter, except a rush's activity. */
const maxPayloadLength = 65_536
const ttlMs = 30 * 24 * 3600_000

type DeadMessage = {
  topic: Topic
  payload: string
  publishedAt: string
  traceId: string | null
  /** Pub/Sub's count of deliveries. */
  deliveries: number | null
}

/**
 * Stores a message that failed in every delivery. A second copy changes nothing: it has the same id. A message that fails after its replay
 * comes back; a late copy of a message that an admin replayed or discarded does not, because it did not fail since then.
 */
export const storeDeadLetter = async (message: DeadMessage, now: string): Promise<void> => {
  const { topic, payload } = message
  const id = deadLetterId(topic, payload)
  const storedPayload = cutText(payload.toWellFormed(), maxPayloadLength)
  const failure = (await documents.messageFailure(id).get()).data()
  const lastAt = failure?.lastAt ?? now
  await retryOnConflict(async () => {
    const snapshot = await documents.deadLetter(id).get()
    const stored = snapshot.data()
    if (stored?.endedAt && lastAt <= stored.endedAt) return
    const deadLetter: DeadLetterDocument = {
      topic,
      payload: storedPayload,
      isCut: storedPayload !== payload,
      reason: failure?.reason ?? stored?.reason ?? null,
      attempts: failure?.attempts ?? message.deliveries,
      firstAt: stored?.firstAt ?? failure?.firstAt ?? message.publishedAt,
      lastAt,
      traceId: message.traceId,
      state: 'dead',
      endedAt: null,
      replays: stored?.replays ?? 0,
      expiresAt: new Date(Date.parse(now) + ttlMs).toISOString(),
    }
    const batch = db.batch()
    if (!stored) batch.create(snapshot.ref, deadLetter)
    else {
      // Only an update takes a precondition, and only a set replaces the whole document.
      batch.update(snapshot.ref, { state: 'dead' }, { lastUpdateTime: snapshot.updateTime! })
      batch.set(snapshot.ref, deadLetter)
    }
    await batch.commit()
  }, [grpc.alreadyExists])
}
