import type { ClientDocument } from '../../contract/clients.ts'
import type { Person, Role } from '../../contract/people.ts'
import { type EntryFacts, isInGoodStanding, refusalOf } from '../../domain/clients.ts'
import { config } from '../config.ts'
import { documents } from '../documents.ts'
import { readDocument } from '../read-document.ts'

/** What is stored about a client and a person that wants to enter there. Everything is read each time, because each part can be lost. */
export const readEntryFacts = async (
  client: ClientDocument,
  person: { uid: string; role: Role },
): Promise<EntryFacts> => {
  const { eventId, clusterId, ownerId } = client
  const [event, registration, cluster, ownerAccess] = await Promise.all([
    eventId === null ? undefined : readDocument(documents.event(eventId)),
    eventId === null ? undefined : readDocument(documents.registration(eventId, person.uid)),
    clusterId === null ? undefined : readDocument(documents.cluster(clusterId)),
    clusterId === null ? readDocument(documents.access(ownerId)) : undefined,
  ])
  return {
    ...person,
    client,
    event: event?.data(),
    holdsSeat: registration?.data()?.holdsSeat === true,
    cluster: cluster?.data(),
    ownerAccess: ownerAccess?.data(),
  }
}

/** How and when a person proved who they are, as a code or token carries it. */
export type Proof = { hasSecondFactor: boolean; issuedAtSeconds: number }

/** A person who may enter at a client now. */
export type Entrant = { person: Person; facts: EntryFacts }

/**
 * Decides again whether a person may be signed in at a client: their standing, sessions that they ended since, and the seat or role that
 * let them in. Runs for each code, token, userinfo and introspection.
 *
 * @returns undefined for a person who lost access
 */
export const findEntrant = async (
  client: ClientDocument,
  uid: string,
  { hasSecondFactor, issuedAtSeconds }: Proof,
): Promise<Entrant | undefined> => {
  const [accessSnapshot, personSnapshot] = await Promise.all([
    readDocument(documents.access(uid)),
    readDocument(documents.person(uid)),
  ])
  const access = accessSnapshot.data()
  const person = personSnapshot.data()
  if (!isInGoodStanding(access) || !person) return undefined
  // As the guard does for Firebase's tokens.
  if (access.validAfter && issuedAtSeconds < Math.floor(Date.parse(access.validAfter) / 1000))
    return undefined
  const role = config.secondFactorRoles.has(access.role) && !hasSecondFactor ? 'member' : access.role
  const facts = await readEntryFacts(client, { uid, role })
  return refusalOf(facts) === null ? { person, facts } : undefined
}
