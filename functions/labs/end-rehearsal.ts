import { labsEndRehearsal } from '../../contract/labs.ts'
import { applyLabEvent, nextLabStep } from '../../domain/labs.ts'
import { db } from '../../server/documents.ts'
import { factsOf, labFor } from '../../server/labs/lab.ts'
import { presentLabFor } from '../../server/labs/present-lab-for.ts'
import { takeStep } from '../../server/labs/take-step.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Ends a rehearsal as the sweep does after two hours. The lab of the event stays scheduled. */
export default endpoint(labsEndRehearsal, async ({ params, caller, now, commit }) => {
  const { eventId } = params
  const { lab, event, cluster, start } = await retryOnConflict(async () => {
    const stored = await labFor(eventId, caller, 'labs-end-rehearsal')
    const { event, cluster } = stored
    const life = applyLabEvent(stored.lab, { type: 'end-rehearsal', at: now })
    if (!life) return { ...stored, start: undefined }
    const read = { ...stored, lab: { ...stored.lab, ...life } }
    const batch = db.batch()
    const step = nextLabStep(factsOf(read, now))
    const { lab, start } = await takeStep(batch, read, step, now, { rehearsal: life.rehearsal })
    await commit(batch, `labs/${eventId}`, { details: { state: lab.state } })
    return { lab, event, cluster, start }
  })
  if (start) await publish('cluster-run', start.runId, start)
  return json(202, presentLabFor(eventId, { lab, event }, caller, { cluster: cluster?.cluster, now }))
})
