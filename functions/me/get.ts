import { randomBytes } from 'node:crypto'
import { meGet, type Person } from '../../contract/people.ts'
import { db, documents } from '../documents.ts'
import { endpoint } from '../endpoint.ts'
import type { Caller } from '../guard.ts'
import { grpc, hasCode } from '../problem.ts'
import { profileOf } from './profile.ts'

/** A profile for who signed up at Firebase directly: the name of their account, and a username drawn by lot. */
const firstProfile = (caller: Caller, now: string): Person => {
  const [first = '', ...rest] = caller.name.trim().split(/\s+/)
  return {
    uid: caller.uid,
    username: `member-${randomBytes(5).toString('hex')}`,
    firstName: first.slice(0, 60) || 'New',
    lastName: rest.join(' ').slice(0, 60) || 'member',
    createdAt: now,
    updatedAt: now,
    state: 'reserved',
  }
}

/** The caller's profile; made here for who has none. Next, for a new one: pubsub/people/welcome. */
export default endpoint(meGet, async ({ caller, now, commit }) => {
  const ref = documents.person(caller.uid)
  const known = (await ref.get()).data()
  if (known) return { status: 200, body: profileOf(known, caller, caller.role) }

  const made = firstProfile(caller, now)
  const batch = db.batch()
  batch.create(ref, made)
  batch.create(documents.username(made.username), { uid: made.uid, createdAt: now })
  batch.create(documents.access(caller.uid), { role: 'member', suspended: false })
  try {
    await commit(batch, ref.path)
  } catch (error) {
    // Another request of the same person made it in the meantime.
    if (!hasCode(error, grpc.alreadyExists)) throw error
    return { status: 200, body: profileOf((await ref.get()).data()!, caller, caller.role) }
  }
  const { publish } = await import('../publish.ts')
  await publish('user-registered', caller.uid, { uid: caller.uid })
  return { status: 200, body: profileOf(made, caller, caller.role) }
})
