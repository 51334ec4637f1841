import { runsLog } from '../../contract/runs.ts'
import { runFor } from '../../server/clusters/cluster.ts'
import { documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The complete parts of the log; the last page ends with the lines that are not in a part yet. */
export default endpoint(runsLog, async ({ params, query, caller }) => {
  const { run } = await runFor(params.clusterId, params.runId, caller)
  const parts = documents.logParts(params.clusterId, params.runId)
  const { snapshots, nextCursor } = await readPage(parts, query, null, 'asc')
  const items = snapshots.map((snapshot) => ({ lines: snapshot.data().text.split('\n') }))
  if (!nextCursor && run.tail.length > 0) items.push({ lines: run.tail })
  return json(200, { items, nextCursor })
})
