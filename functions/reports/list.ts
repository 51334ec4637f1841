import type { EventDocument } from '../../contract/events.ts'
import { reportsList } from '../../contract/reports.ts'
import { db, documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { presentReport } from '../../server/reports/report.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The reported events, newest report first. */
export default endpoint(reportsList, async ({ query }) => {
  const reports = documents.reports().where('state', '==', query.state)
  const { snapshots, nextCursor } = await readPage(reports, query, 'lastAt', 'desc')
  const refs = snapshots.map(({ id }) => documents.event(id) as FirebaseFirestore.DocumentReference)
  const events = refs.length > 0 ? await db.getAll(...refs) : []
  return json(200, {
    items: snapshots.map((snapshot, index) =>
      presentReport(snapshot.id, snapshot.data(), events[index]?.data() as EventDocument | undefined),
    ),
    nextCursor,
  })
})
