import { access } from '../../contract/people.ts'
import { type ChoreContext, overdueSince, runForEach } from '../chore.ts'
import { documents, FieldValue, toFields } from '../documents.ts'
import { hideEvents, showEvents } from '../events/hide-events.ts'
import { auth } from '../firebase-admin.ts'
import { grpc, hasGrpcCode } from '../problem.ts'
import { seeAccess } from '../readable.ts'

/** Disables or enables a person's Firebase account. A missing account is ignored. */
export const setAccountDisabled = (uid: string, disabled: boolean) =>
  auth.updateUser(uid, { disabled }).catch((error: { code?: string }) => {
    // The sweep removes people without an account.
    if (error.code !== 'auth/user-not-found') throw error
  })

/** Makes a person's Firebase account and events agree with `access.suspended`. Idempotent. */
export const applySuspension = async (uid: string): Promise<void> => {
  const suspended = seeAccess(await documents.access(uid).get())?.suspended
  if (suspended === undefined) return
  await Promise.all([setAccountDisabled(uid, suspended), suspended ? hideEvents(uid) : showEvents(uid)])
}

/** Applies changes of suspensions whose requests are over by now, and takes their mark away. */
export const applySuspensions = async (context: ChoreContext): Promise<number> => {
  const changed = await documents
    .accessCollection()
    .where('suspensionChangedAt', '<=', overdueSince(context))
    .limit(context.maxItems)
    .get()
  return runForEach(
    context,
    changed.docs.map(({ id, ref, updateTime }) => ({ path: ref.path, id, ref, updateTime })),
    async ({ id, ref, updateTime }) => {
      await applySuspension(id)
      await ref
        .update(toFields(access, { suspensionChangedAt: FieldValue.delete() }), {
          lastUpdateTime: updateTime,
        })
        .catch((error: unknown) => {
          // It changed meanwhile: the next sweep applies it again.
          if (!hasGrpcCode(error, grpc.failedPrecondition, grpc.notFound)) throw error
        })
    },
  )
}
