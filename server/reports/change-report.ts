import type { WriteBatch, WriteResult } from '@google-cloud/firestore'
import type { EventDocument } from '../../contract/events.ts'
import { type Report, type ReportDocument, type ReportState, reportDocument } from '../../contract/reports.ts'
import { eventExists, isPublic } from '../../domain/events.ts'
import { db, toFields, toIso } from '../documents.ts'
import type { EventFields } from '../events/hide-events.ts'
import { grpc, notFound } from '../problem.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { presentReport, readReport } from './report.ts'

type Commit = (
  batch: WriteBatch,
  thing: string,
  about: { details: Record<string, string> },
) => Promise<WriteResult[]>

/** The report of an event that an admin hides by themselves. */
const newReport = (now: string): ReportDocument => ({
  state: 'open',
  count: 0,
  statements: [],
  firstAt: now,
  lastAt: now,
})

const isPublishedOnce = (event: EventDocument) => isPublic(event) || event.state === 'hidden'

/**
 * Changes the state of a report and, in the same commit, its event.
 *
 * @param changeOf returns the change of the event; undefined: the event stays as it is
 * @param now creates the report if nobody reported the event, which must be public or hidden
 * @returns `at`: Firestore's time of the change of the event
 * @throws Problem `not-found`
 */
export const changeReport = (
  eventId: string,
  state: ReportState,
  changeOf: (event: EventDocument) => EventFields | undefined | Promise<EventFields | undefined>,
  commit: Commit,
  now?: string,
): Promise<{ report: Report; at: string | undefined }> =>
  retryOnConflict(async () => {
    const { ref, report: stored, readAt, event, eventRef, eventReadAt } = await readReport(eventId)
    const report = stored ?? (now && event && isPublishedOnce(event) ? newReport(now) : undefined)
    if (!report) throw notFound('report')
    const change = eventExists(event) ? await changeOf(event) : undefined
    const batch = db.batch()
    if (stored) batch.update(ref, toFields(reportDocument, { state }), { lastUpdateTime: readAt! })
    else batch.create(ref, { ...report, state })
    if (change) batch.update(eventRef, change, { lastUpdateTime: eventReadAt! })
    const [write] = await commit(batch, eventRef.path, { details: { state } })
    return {
      report: presentReport(eventId, { ...report, state }, event),
      at: change && toIso(write!.writeTime),
    }
  }, [grpc.alreadyExists])
