import * as z from 'zod'
import { time } from '../../contract/common.ts'
import { commitWithActivity } from '../activity.ts'
import { type ChoreContext, runForEach } from '../chore.ts'
import { documents } from '../documents.ts'
import { Problem } from '../problem.ts'
import { setAccountDisabled } from './apply-suspension.ts'
import { changeAccess } from './change-access.ts'

/** A document of `postponedSuspensions`, under the person's uid. */
const postponed = z.object({ by: z.string(), requestId: z.string(), validAfter: time })
type Postponed = z.infer<typeof postponed>

/**
 * Keeps a suspension whose commit exceeded its deadline, because the person may lock their own access (docs/decisions/0018-locks.md). Their
 * Firebase account is disabled at once, so they get no new token to hold the lock with. The sweep suspends them.
 */
export const postponeSuspension = async (uid: string, suspension: Postponed): Promise<void> => {
  await documents.postponedSuspensions().doc(uid).set(suspension)
  await setAccountDisabled(uid, true)
}

/** Takes back a postponed suspension, and the disabled account. */
export const forgetSuspension = async (uid: string): Promise<void> => {
  const ref = documents.postponedSuspensions().doc(uid)
  if (!(await ref.get()).exists) return
  await setAccountDisabled(uid, false)
  await ref.delete()
}

/** Suspends people whose suspension was postponed. */
export const finishSuspensions = async (context: ChoreContext): Promise<number> => {
  const { docs } = await documents.postponedSuspensions().limit(context.maxItems).get()
  return runForEach(
    context,
    docs.map((snapshot) => ({ path: snapshot.ref.path, snapshot })),
    async ({ snapshot }) => {
      const { by, requestId, validAfter } = postponed.parse(snapshot.data())
      await changeAccess({
        uid: snapshot.id,
        by,
        change: { suspended: true, suspensionChangedAt: context.now, validAfter },
        id: requestId,
        now: context.now,
        save: (batch, thing, details) => {
          batch.delete(snapshot.ref)
          const change = { id: requestId, action: 'users-suspend', thing, at: context.now, details }
          return commitWithActivity(batch, change)
        },
      }).catch((error: unknown) => {
        // The person has left.
        if (!(error instanceof Problem && error.code === 'not-found')) throw error
      })
      // Nothing was committed for a person who has left, or whom somebody suspended meanwhile.
      await snapshot.ref.delete()
    },
  )
}
