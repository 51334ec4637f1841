import { reportsHide } from '../../contract/reports.ts'
import { hidingOf } from '../../server/events/hide-events.ts'
import { changeReport } from '../../server/reports/change-report.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Hides an event, whether people reported it or not. */
export default endpoint(reportsHide, async ({ params, now, commit }) => {
  const hide = changeReport(params.eventId, 'hidden', (event) => hidingOf(event, 'report'), commit, now)
  return json(200, (await hide).report)
})
