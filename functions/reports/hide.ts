import { reportsHide } from '../../contract/reports.ts'
import { hidingOf } from '../../server/events/hide-events.ts'
import { changeReport } from '../../server/reports/change-report.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Hides an event because of reports. */
export default endpoint(reportsHide, async ({ params, commit }) => {
  const hide = changeReport(params.eventId, 'hidden', (event) => hidingOf(event, 'report'), commit)
  return json(200, (await hide).report)
})
