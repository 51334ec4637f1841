import { reportsRestore } from '../../contract/reports.ts'
import { documents } from '../../server/documents.ts'
import { showingOf } from '../../server/events/hide-events.ts'
import { requestSettle } from '../../server/publish.ts'
import { changeReport } from '../../server/reports/change-report.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Shows an event that was hidden because of reports. Next: pubsub/registrations/settle gives free seats to people who wait. */
export default endpoint(reportsRestore, async ({ params, commit }) => {
  const { report, at } = await changeReport(
    params.eventId,
    'dismissed',
    async (event) => {
      const isSuspended = (await documents.access(event.ownerId).get()).data()?.suspended === true
      return showingOf(event, 'report', isSuspended)
    },
    commit,
  )
  if (at) await requestSettle('event-capacity-changed', params.eventId, at)
  return json(200, report)
})
