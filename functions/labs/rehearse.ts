import { labsRehearse } from '../../contract/labs.ts'
import { reservedCents } from '../../domain/lab-room.ts'
import { applyLabEvent, rehearsalOf } from '../../domain/labs.ts'
import { db } from '../../server/documents.ts'
import { labFor, readLimit, updateLab } from '../../server/labs/lab.ts'
import { presentLabFor } from '../../server/labs/present-lab-for.ts'
import { Problem } from '../../server/problem.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Builds the lab with one place for the caller, now. Next: pubsub/labs/build; the sweep repeats a lost message. */
export default endpoint(labsRehearse, async ({ params, caller, now, commit }) => {
  const { eventId } = params
  const { lab, event } = await retryOnConflict(async () => {
    const stored = await labFor(eventId, caller, 'labs-rehearse')
    const { lab, event } = stored
    if (event.state !== 'published' && event.state !== 'draft')
      throw new Problem(
        'conflict',
        'This event is cancelled, so its lab can’t be tried. Nothing was changed.',
      )
    const rehearsal = rehearsalOf(event, lab, caller.uid, now)
    if (!rehearsal)
      throw new Problem(
        'conflict',
        'The lab of the event is built soon, so there is no time to try it before. Nothing was changed.',
      )
    const life = applyLabEvent(lab, { type: 'rehearse', rehearsal })
    if (!life)
      throw new Problem(
        'lab-at-work',
        lab.rehearsal
          ? 'Somebody tries this lab already. Wait until the rehearsal ends, or end it. Nothing was changed.'
          : 'Only a lab that waits for its event can be tried. Nothing was changed.',
      )
    const rehearsed = { ...lab, ...life }
    const limit = await readLimit(stored)
    if (limit !== undefined && reservedCents(rehearsed, event) + (lab.spentBefore ?? 0) > limit)
      throw new Problem(
        'over-budget',
        'The budget of the lab is not enough for a rehearsal. Ask the operator for a larger budget. Nothing was changed.',
      )
    const batch = db.batch()
    updateLab(batch, stored, { ...life, dueAt: now, updatedAt: now })
    await commit(batch, `labs/${eventId}`, { details: { until: rehearsal.endsAt } })
    return { lab: rehearsed, event }
  })
  await publish('lab-due', eventId, { eventId })
  return json(202, presentLabFor(eventId, { lab, event }, caller, { now }))
})
