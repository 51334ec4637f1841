import { type AccessDocument, access, meDelete } from '../../contract/people.ts'
import { type DocumentSnapshot, db, documents, toFields } from '../../server/documents.ts'
import { describeError } from '../../server/log.ts'
import { isActiveAdmin, requireAnotherAdmin } from '../../server/people/keep-an-admin.ts'
import { removePerson } from '../../server/people/remove-person.ts'
import { Problem } from '../../server/problem.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { empty } from '../reply.ts'

/** The last sign-in must not be older than this. */
const maxSignInAgeSeconds = 5 * 60

/** People have seats in the caller's coming events, or can still register. */
const refuseWithEvents = async (uid: string, now: string): Promise<void> => {
  const published = await documents
    .events()
    .where('ownerId', '==', uid)
    .where('state', '==', 'published')
    .get()
  const coming = published.docs
    .map((event) => event.data())
    .filter((event) => (event.endsAt ?? event.startsAt) > now)
  if (coming.length > 0)
    throw new Problem(
      'has-events',
      `Cancel what you still organise first, or let somebody else take it over: ${coming.map(({ title }) => `“${title}”`).join(', ')}. Nothing was deleted.`,
    )
}

/** Deleting the account deletes its cloud credentials, and without them the clusters could never be destroyed. */
const refuseWithClusters = async (uid: string): Promise<void> => {
  const live = documents.clusters().where('ownerId', '==', uid).where('live', '==', true)
  if ((await live.count().get()).data().count > 0)
    throw new Problem('has-clusters', 'Destroy your clusters first. Nothing was deleted.')
}

/** Deletes the caller. `deletingSince` blocks every later request. If this function is killed, server/people/finish-removals continues. */
export default endpoint(meDelete, async ({ caller, now, requestId, log, commit }) => {
  const { uid } = caller
  if (Date.parse(now) / 1000 - caller.signedInAt > maxSignInAgeSeconds)
    throw new Problem(
      'recent-sign-in-required',
      'Sign in again, then delete your account within 5 minutes. Nothing was deleted.',
    )
  const mark = async (snapshot: DocumentSnapshot<AccessDocument>) => {
    await Promise.all([refuseWithEvents(uid, now), refuseWithClusters(uid)])
    const batch = db.batch()
    batch.update(snapshot.ref, toFields(access, { deletingSince: now }), {
      lastUpdateTime: snapshot.updateTime!,
    })
    const accessBefore = snapshot.data()
    if (accessBefore && isActiveAdmin(accessBefore)) await requireAnotherAdmin(batch, uid)
    await commit(batch, snapshot.ref.path)
  }
  await retryOnConflict(async () => {
    const snapshot = await documents.access(uid).get()
    if (snapshot.exists && !snapshot.data()?.deletingSince) await mark(snapshot)
  })
  await removePerson(uid, requestId, now).catch((error: unknown) =>
    log('ERROR', 'A person is not deleted yet. The sweep continues.', describeError(error)),
  )
  return empty(204)
})
