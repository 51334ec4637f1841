import type { EventDocument } from '../../contract/events.ts'
import { type LabDocument, labsExtend } from '../../contract/labs.ts'
import { reservedCents } from '../../domain/lab-room.ts'
import { extensionOf, nextLabStep } from '../../domain/labs.ts'
import { toDollars } from '../../domain/prices.ts'
import { db } from '../../server/documents.ts'
import { factsOf, labFor, readLimit } from '../../server/labs/lab.ts'
import { presentLabFor } from '../../server/labs/present-lab-for.ts'
import { takeStep } from '../../server/labs/take-step.ts'
import { invalidInput, Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** @param limit cents; undefined without a budget. @throws Problem `over-budget` */
const requireMoney = (
  { lab, event }: { lab: LabDocument; event: Pick<EventDocument, 'startsAt' | 'endsAt' | 'capacity'> },
  limit: number | undefined,
): void => {
  const cost = reservedCents(lab, event) + (lab.spentBefore ?? 0)
  if (limit === undefined || cost <= limit) return
  throw new Problem(
    'over-budget',
    `Until then the lab would cost about ${toDollars(cost)}, and the budget allows ${toDollars(Math.max(0, limit))}. Choose an earlier end, or ask the operator for a larger budget. Nothing was changed.`,
  )
}

/** Moves the end of a lab, and with it the end of its cluster in the same commit. */
export default endpoint(labsExtend, async ({ params, body, caller, now, commit }) => {
  const { eventId } = params
  const { lab, event, cluster } = await retryOnConflict(async () => {
    const stored = await labFor(eventId, caller, 'labs-extend')
    const { lab, event } = stored
    if (lab.state === 'ended' || lab.state === 'ending' || lab.endWanted)
      throw new Problem('conflict', 'This lab has ended and can’t be extended. Attach a new one.')
    const extension = extensionOf(event, lab, body.endsAt, now)
    if ('problems' in extension) throw invalidInput(extension.problems)
    const read = { ...stored, lab: { ...lab, ...extension } }
    requireMoney(read, await readLimit(stored))
    const next = nextLabStep(factsOf(read, now))
    const batch = db.batch()
    // Other steps are the sweep's.
    const step = next.do === 'move-end' ? next : ({ do: 'wait' } as const)
    await takeStep(batch, read, step, now, extension)
    await commit(batch, `labs/${eventId}`, { details: { endsAt: body.endsAt } })
    return read
  })
  return json(200, presentLabFor(eventId, { lab, event }, caller, { cluster: cluster?.cluster, now }))
})
