import { randomBytes, randomInt } from 'node:crypto'
import { meGet, type Person } from '../../contract/people.ts'
import { presentProfile } from '../../domain/people.ts'
import { usernameFrom } from '../../domain/usernames.ts'
import type { Caller } from '../../server/caller.ts'
import { db, documents } from '../../server/documents.ts'
import { grpc, hasGrpcCode, Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The profile of a person who signed up at Firebase directly or with Google. Its name is the account's name. */
const firstProfile = (caller: Caller, now: string): Omit<Person, 'username'> => {
  const [firstName = '', ...lastNames] = caller.name.trim().split(/\s+/)
  return {
    uid: caller.uid,
    firstName: firstName.slice(0, 60) || 'New',
    lastName: lastNames.join(' ').slice(0, 60) || 'member',
    createdAt: now,
    updatedAt: now,
    state: 'reserved',
  }
}

/** Candidates in order: from the person's own name, the same with digits, then a random name that is free. */
const usernamesFor = (name: string): string[] => {
  const own = usernameFrom(name)
  const random = `member-${randomBytes(5).toString('hex')}`
  return own ? [own, `${own}-${randomInt(2, 100)}`, `${own}-${randomInt(100, 1000)}`, random] : [random]
}

/** The caller's profile. It creates a missing profile. Next, for a new profile: pubsub/people/welcome. */
export default endpoint(meGet, async ({ caller, now, commit }) => {
  const ref = documents.person(caller.uid)
  const known = (await ref.get()).data()
  if (known) return json(200, presentProfile(known, caller, caller.role))

  // Read after the profile: one commit deletes the profile and creates this record, so a deleted person never gets a new profile.
  if ((await documents.removedPerson(caller.uid).get()).exists)
    throw new Problem(
      'unauthenticated',
      'This account has been deleted. Sign up again if you want to come back.',
    )
  const first = firstProfile(caller, now)
  for (const username of usernamesFor(caller.name)) {
    const created: Person = { ...first, username }
    const batch = db.batch()
    batch.create(ref, created)
    batch.create(documents.username(username), { uid: created.uid, createdAt: now })
    batch.create(documents.access(caller.uid), { role: 'member', suspended: false })
    try {
      await commit(batch, ref.path)
    } catch (error) {
      if (!hasGrpcCode(error, grpc.alreadyExists)) throw error
      const meanwhile = (await ref.get()).data()
      // Either another request of this person created the profile, or the username is taken and the next one is tried.
      if (meanwhile) return json(200, presentProfile(meanwhile, caller, caller.role))
      continue
    }
    const { publish } = await import('../../server/publish.ts')
    await publish('user-registered', caller.uid, { uid: caller.uid })
    return json(200, presentProfile(created, caller, caller.role))
  }
  throw new Error('a random username was taken')
})
