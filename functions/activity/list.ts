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
  let matches: Query<Activity> = documents.activityCollection()
  if (query.actor) matches = matches.where('actorId', '==', query.actor)
  if (query.action) matches = matches.where('action', '==', query.action)
  if (query.thing) matches = matches.where('things', 'array-contains', query.thing)
  if (query.from) matches = matches.where('at', '>=', at(query.from))
  if (query.to) matches = matches.where('at', '<=', at(query.to))
  const { snapshots, nextCursor } = await readPage(matches, query, 'at', 'desc')
  return json(200, {
    items: snapshots.map((snapshot) => presentActivity(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
