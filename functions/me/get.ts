import { randomBytes, randomInt } from 'node:crypto'
import { meGet, type Person } from '../../contract/people.ts'
import { splitName } from '../../domain/names.ts'
import { presentProfile } from '../../domain/people.ts'
import { isReservedName } from '../../domain/reserved-names.ts'
import { usernameFrom } from '../../domain/usernames.ts'
import type { Caller } from '../../server/caller.ts'
import { db, documents } from '../../server/documents.ts'
import { grpc, hasGrpcCode, Problem } from '../../server/problem.ts'
import { seePerson } from '../../server/readable.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The profile of a person who signed up at Firebase directly or with Google. Its name is the account's name. */
const firstProfile = (caller: Caller, now: string): Omit<Person, 'username'> => ({
  uid: caller.uid,
  ...splitName(caller.name),
  createdAt: now,
  updatedAt: now,
  state: 'reserved',
})

/** A person chooses the name at Google or Firebase, and the first profile must not fail because of it. */
const withOwnName = <P extends Pick<Person, 'firstName' | 'lastName'>>(profile: P): P =>
  isReservedName(profile.firstName, profile.lastName)
    ? { ...profile, firstName: 'New', lastName: 'member' }
    : profile

/** Candidates in order: from the person's own name, the same with digits, then a random name that is free. */
const usernamesFor = (name: string): string[] => {
  const own = usernameFrom(name)
  const random = `member-${randomBytes(5).toString('hex')}`
  return own ? [own, `${own}-${randomInt(2, 100)}`, `${own}-${randomInt(100, 1000)}`, random] : [random]
}

/** The caller's profile. It creates a missing profile. Next, for a new profile: pubsub/people/welcome. */
export default endpoint(meGet, async ({ caller, now, commit }) => {
  const ref = documents.person(caller.uid)
  const known = seePerson(await ref.get())
  if (known) return json(200, presentProfile(known, caller, caller.role))

  // Read after the profile: one commit deletes the profile and creates this record, so a deleted person never gets a new profile.
  const removals = await Promise.all(documents.removedPerson(caller.uid).map((removal) => removal.get()))
  if (removals.some(({ exists }) => exists))
    throw new Problem(
      'unauthenticated',
      'This account has been deleted. Sign up again if you want to come back.',
    )
  const first = withOwnName(firstProfile(caller, now))
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
      const meanwhile = seePerson(await ref.get())
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
