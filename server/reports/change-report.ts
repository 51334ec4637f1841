import type { WriteBatch, WriteResult } from '@google-cloud/firestore'
import type { EventDocument } from '../../contract/events.ts'
import { type Report, type ReportState, reportDocument } from '../../contract/reports.ts'
import { eventExists } from '../../domain/events.ts'
import { db, toFields, toIso } from '../documents.ts'
import type { EventFields } from '../events/hide-events.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { presentReport, readReport } from './report.ts'

type Commit = (
  batch: WriteBatch,
  thing: string,
  about: { details: Record<string, string> },
) => Promise<WriteResult[]>

/**
 * Changes the state of a report and, in the same commit, its event.
 *
 * @param changeOf returns the change of the event; undefined: the event stays as it is
 * @returns `at`: Firestore's time of the change of the event
 * @throws Problem `not-found`
 */
export const changeReport = (
  eventId: string,
  state: ReportState,
  changeOf: (event: EventDocument) => EventFields | undefined | Promise<EventFields | undefined>,
  commit: Commit,
): Promise<{ report: Report; at: string | undefined }> =>
  retryOnConflict(async () => {
    const { ref, report, readAt, event, eventRef, eventReadAt } = await readReport(eventId)
    const change = eventExists(event) ? await changeOf(event) : undefined
    const batch = db.batch()
    batch.update(ref, toFields(reportDocument, { state }), { lastUpdateTime: readAt })
    if (change) batch.update(eventRef, change, { lastUpdateTime: eventReadAt! })
    const [write] = await commit(batch, eventRef.path, { details: { state } })
    return {
      report: presentReport(eventId, { ...report, state }, event),
      at: change && toIso(write!.writeTime),
    }
  })
