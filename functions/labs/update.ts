import { labsUpdate } from '../../contract/labs.ts'
import { may, standingsOf } from '../../domain/roles.ts'
import { db } from '../../server/documents.ts'
import { maySee } from '../../server/events/event.ts'
import { readLabFacts, updateLab } from '../../server/labs/lab.ts'
import { presentLabFor } from '../../server/labs/present-lab-for.ts'
import { notFound, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Changes the budget of a lab. Next: the sweep lets a stopped lab go on, or stops it. */
export default endpoint(labsUpdate, async ({ params, body, caller, now, commit }) => {
  const { eventId } = params
  const { lab, event, cluster } = await retryOnConflict(async () => {
    const stored = await readLabFacts(eventId)
    const payer = stored && { ownerId: stored.lab.ownerId }
    const isPayer = payer && may(caller, 'cloud-account-manage', standingsOf(caller.uid, payer))
    const { event } = stored ?? {}
    if (!stored || !event || !(isPayer || maySee(caller, event))) throw notFound('lab')
    if (!isPayer)
      throw new Problem('forbidden', 'Only the operator whose account pays changes the budget of a lab.')
    const change = { budget: body.budget, dueAt: stored.lab.state === 'ended' ? null : now, updatedAt: now }
    const batch = db.batch()
    updateLab(batch, stored, change)
    await commit(batch, `labs/${eventId}`)
    return { lab: { ...stored.lab, ...change }, event, cluster: stored.cluster?.cluster }
  })
  return json(200, presentLabFor(eventId, { lab, event }, caller, { cluster, now }))
})
