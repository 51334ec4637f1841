import { labsRemove } from '../../contract/labs.ts'
import { nextLabStep } from '../../domain/labs.ts'
import { db } from '../../server/documents.ts'
import { factsOf, labFor } from '../../server/labs/lab.ts'
import { presentLabFor } from '../../server/labs/present-lab-for.ts'
import { takeStep } from '../../server/labs/take-step.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Ends a lab and destroys its cluster, as the sweep does at the end. A second request changes nothing. */
export default endpoint(labsRemove, async ({ params, caller, now, commit }) => {
  const { eventId } = params
  const { lab, event, cluster, start } = await retryOnConflict(async () => {
    const stored = await labFor(eventId, caller, 'labs-remove')
    const { event, cluster } = stored
    if (stored.lab.state === 'ended' || stored.lab.endWanted) return { ...stored, start: undefined }
    const read = { ...stored, lab: { ...stored.lab, endWanted: true } }
    const batch = db.batch()
    const step = nextLabStep(factsOf(read, now))
    const { lab, start } = await takeStep(batch, read, step, now, { endWanted: true })
    await commit(batch, `labs/${eventId}`, { details: { state: lab.state } })
    return { lab, event, cluster, start }
  })
  if (start) await publish('cluster-run', start.runId, start)
  return json(202, presentLabFor(eventId, { lab, event }, caller, { cluster: cluster?.cluster, now }))
})
