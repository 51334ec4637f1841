import { maxStatements, type ReportDocument, reportDocument, reportsCreate } from '../../contract/reports.ts'
import { isPublic } from '../../domain/events.ts'
import { inTurn } from '../../server/concurrency.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { grpc, notFound } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** Adds a person's statement to the report of an event, and puts the event on the admins' list. */
export default endpoint(reportsCreate, async ({ params, body, caller, now, commit }) => {
  const { eventId } = params
  const ref = documents.report(eventId)
  const [mark, ...earlierMarks] = documents.reporter(eventId, caller.uid)
  const report = async () => {
    const [event, snapshot, ...marks] = await Promise.all([
      documents.event(eventId).get(),
      ref.get(),
      ...[mark, ...earlierMarks].map((each) => each.get()),
    ])
    if (!isPublic(event.data())) throw notFound('event')
    if (marks.some(({ exists }) => exists)) return
    const reportBefore = snapshot.data()
    const change: ReportDocument = {
      state: 'open',
      count: (reportBefore?.count ?? 0) + 1,
      statements: [{ ...body, at: now }, ...(reportBefore?.statements ?? [])].slice(0, maxStatements),
      firstAt: reportBefore?.firstAt ?? now,
      lastAt: now,
    }
    const batch = db.batch()
    batch.create(mark, { at: new Date(now) })
    if (snapshot.exists)
      batch.update(ref, toFields(reportDocument, change), { lastUpdateTime: snapshot.updateTime! })
    else batch.create(ref, change)
    await commit(batch, documents.event(eventId).path, { details: { reason: body.reason } })
  }
  // In turn, so that a crowd that reports one event does not make its own commits fail.
  await inTurn(ref.path, () => retryOnConflict(report, [grpc.alreadyExists]))
  return empty(204)
})
