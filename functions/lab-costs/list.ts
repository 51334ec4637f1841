import { labCostsList } from '../../contract/lab-costs.ts'
import { csvColumns, csvRowOf } from '../../domain/lab-costs.ts'
import { readLabCosts } from '../../server/labs/read-lab-costs.ts'
import { endpoint } from '../endpoint.ts'
import { csv, json } from '../reply.ts'

/** What labs cost in a month, as JSON or as a table for a spreadsheet. */
export default endpoint(labCostsList, async ({ query: { month }, caller, now, wantsCsv }) => {
  const items = await readLabCosts(month, caller, now)
  if (!wantsCsv) return json(200, { items })
  const { stringify } = await import('csv-stringify/sync')
  const rows = items.map((item) => csvRowOf(month, item))
  // A spreadsheet would run a title that starts with “=” as a formula.
  return csv(200, stringify(rows, { header: true, columns: [...csvColumns], escape_formulas: true }))
})
