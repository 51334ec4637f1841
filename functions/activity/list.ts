import type { Query } from '@google-cloud/firestore'
import { type Activity, activityList } from '../../contract/activity.ts'
import { presentActivity } from '../../domain/activity.ts'
import { documents, Timestamp } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Who did what to what, newest first. */
export default endpoint(activityList, async ({ query }) => {
  const at = (time: string) => Timestamp.fromDate(new Date(time))
  let found: Query<Activity> = documents.activityCollection()
  if (query.actor) found = found.where('actorId', '==', query.actor)
  if (query.action) found = found.where('action', '==', query.action)
  if (query.thing) found = found.where('things', 'array-contains', query.thing)
  if (query.from) found = found.where('at', '>=', at(query.from))
  if (query.to) found = found.where('at', '<=', at(query.to))
  const { snapshots, nextCursor } = await readPage(found, query, 'at', 'desc')
  return json(200, {
    items: snapshots.map((snapshot) => presentActivity(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
