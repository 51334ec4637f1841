import type { WriteBatch } from '@google-cloud/firestore'
import type { Activity } from '../contract/activity.ts'
import { documents } from './documents.ts'
import { publishActivity } from './publish.ts'

type What = { id: string; action: string; thing: string; at: string; details?: Record<string, string> }

/**
 * Commits a change that nobody asked for, with the record of it.
 *
 * @param id derived from the change, so that writing it twice is recording it once
 */
export const commitWithActivity = async (
  batch: WriteBatch,
  { id, action, thing, at, details }: What,
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
