import { randomBytes, randomInt } from 'node:crypto'
import { meGet, type Person } from '../../contract/people.ts'
import { presentProfile } from '../../domain/people.ts'
import { usernameFrom } from '../../domain/usernames.ts'
import type { Caller } from '../../server/caller.ts'
import { db, documents } from '../../server/documents.ts'
import { grpc, hasGrpcCode, Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** A profile for who signed up at Firebase directly or with Google: the name of their account. */
const firstProfile = (caller: Caller, now: string): Omit<Person, 'username'> => {
  const [first = '', ...rest] = caller.name.trim().split(/\s+/)
  return {
    uid: caller.uid,
    firstName: first.slice(0, 60) || 'New',
    lastName: rest.join(' ').slice(0, 60) || 'member',
    createdAt: now,
    updatedAt: now,
    state: 'reserved',
  }
}

/** Names to try in turn: the person's own, then with digits, then one drawn by lot, which nobody has. */
const usernamesFor = (name: string): string[] => {
  const own = usernameFrom(name)
  const drawn = `member-${randomBytes(5).toString('hex')}`
  return own ? [own, `${own}-${randomInt(2, 100)}`, `${own}-${randomInt(100, 1000)}`, drawn] : [drawn]
}

/** The caller's profile; made here for who has none. Next, for a new one: pubsub/people/welcome. */
export default endpoint(meGet, async ({ caller, now, commit }) => {
  const ref = documents.person(caller.uid)
  const known = (await ref.get()).data()
  if (known) return json(200, presentProfile(known, caller, caller.role))

  // Looked at after the profile, which goes in the commit that leaves this: nobody who left is made again.
  if ((await documents.removedPerson(caller.uid).get()).exists)
    throw new Problem(
      'unauthenticated',
      'This account has been deleted. Sign up again if you want to come back.',
    )
  const first = firstProfile(caller, now)
  for (const username of usernamesFor(caller.name)) {
    const made: Person = { ...first, username }
    const batch = db.batch()
    batch.create(ref, made)
    batch.create(documents.username(username), { uid: made.uid, createdAt: now })
    batch.create(documents.access(caller.uid), { role: 'member', suspended: false })
    try {
      await commit(batch, ref.path)
    } catch (error) {
      if (!hasGrpcCode(error, grpc.alreadyExists)) throw error
      const meanwhile = (await ref.get()).data()
      // Another request of the same person made it; or else the name is somebody's, and the next is tried.
      if (meanwhile) return json(200, presentProfile(meanwhile, caller, caller.role))
      continue
    }
    const { publish } = await import('../../server/publish.ts')
    await publish('user-registered', caller.uid, { uid: caller.uid })
    return json(200, presentProfile(made, caller, caller.role))
  }
  throw new Error('a username drawn by lot was taken')
})
