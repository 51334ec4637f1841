import type { WriteBatch } from '@google-cloud/firestore'
import type { Activity } from '../contract/activity.ts'
import { documents } from './documents.ts'
import { publishActivity } from './publish.ts'

type Change = { id: string; action: string; thing: string; at: string; details?: Record<string, string> }

/**
 * Commits a change that the system makes, with its activity.
 *
 * @param id derives from the change, so that a repeated commit records it once
 */
export const commitWithActivity = async (
  batch: WriteBatch,
  { id, action, thing, at, details }: Change,
): Promise<void> => {
  const activity: Activity = {
    actorId: 'system',
    action,
    thing,
    at,
    requestId: id,
    ...(details && { details }),
  }
  batch.set(documents.activity(id), activity)
  await batch.commit()
  await publishActivity([activity])
}
