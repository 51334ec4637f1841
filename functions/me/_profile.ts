import type { DocumentSnapshot } from '@google-cloud/firestore'
import type { Person } from '../../contract/people.ts'
import { Problem } from '../../server/problem.ts'
import { seePerson } from '../../server/readable.ts'

/**
 * The caller's profile. A damaged one is repaired, so that its person can see and correct it.
 *
 * @throws Problem `unauthenticated` if the account was deleted since the guard read the access
 */
export const requireProfile = (snapshot: DocumentSnapshot<Person>): Person => {
  const person = seePerson(snapshot)
  if (!person) throw new Problem('unauthenticated', 'This account is being deleted. Nothing was changed.')
  return person
}
