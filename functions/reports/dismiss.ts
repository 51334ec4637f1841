import { reportsDismiss } from '../../contract/reports.ts'
import { changeReport } from '../../server/reports/change-report.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Takes an event off the list of reports. */
export default endpoint(reportsDismiss, async ({ params, commit }) => {
  const { report } = await changeReport(params.eventId, 'dismissed', () => undefined, commit)
  return json(200, report)
})
