import type { Client, ClientDocument } from '../contract/clients.ts'
import type { EventDocument } from '../contract/events.ts'
import type { AccessDocument, Role } from '../contract/people.ts'
import type { EntryRefusal } from '../contract/sign-ins.ts'
import { may, standingsOf } from './roles.ts'

/** How many clients one person may have. */
export const maxClients = 20

export const presentClient = (
  id: string,
  { secretHash: _hash, pseudonymKey: _key, ...client }: ClientDocument,
): Client => ({ id, ...client })

/** Whether a person may act at all: Firestore's rules and the guard use the same words. */
export const isInGoodStanding = (access: AccessDocument | undefined): access is AccessDocument =>
  access !== undefined && !access.suspended && access.deletingSince === undefined

/** What decides whether a person may sign in at a client. */
export type EntryFacts = {
  uid: string
  /** The role that counts: a member where the role needs a second factor and the person has none. */
  role: Role
  client: Pick<ClientDocument, 'ownerId' | 'audience' | 'eventId' | 'clusterId'>
  /** Of the client's owner. */
  ownerAccess: AccessDocument | undefined
  event: Pick<EventDocument, 'state' | 'ownerId' | 'organiserIds'> | undefined
  /** The person's seat at the client's event. */
  holdsSeat: boolean
  cluster: { ownerId: string; live: boolean } | undefined
}

/** A client works as long as its cluster, or as long as its owner may register clients. */
const isInUse = ({ client, cluster, ownerAccess }: EntryFacts): boolean =>
  client.clusterId === null
    ? isInGoodStanding(ownerAccess) && may({ uid: client.ownerId, role: ownerAccess.role }, 'clients-create')
    : cluster?.live === true

const managesCluster = ({ uid, role, cluster }: EntryFacts): boolean =>
  cluster !== undefined && may({ uid, role }, 'cluster-manage', standingsOf(uid, cluster))

const isOrganiser = ({ uid, event }: EntryFacts): boolean =>
  event !== undefined && standingsOf(uid, event).length > 0

/**
 * Why a person in good standing may not sign in at a client; null if they may. In come who manage the client or its cluster, the event's
 * organisers, and for a client of an event the people with a confirmed seat.
 */
export const refusalOf = (facts: EntryFacts): EntryRefusal | null => {
  const { uid, client, event, holdsSeat } = facts
  if (!isInUse(facts)) return 'client-gone'
  if (client.audience === 'anyone') return null
  if (managesCluster(facts) || (client.clusterId === null && client.ownerId === uid)) return null
  if (event === undefined || event.state === 'deleted' || event.state === 'hidden')
    return client.eventId === null ? 'no-seat' : 'event-gone'
  if (isOrganiser(facts)) return null
  if (event.state !== 'published') return 'event-gone'
  return holdsSeat ? null : 'no-seat'
}

/** The claim `groups`: the role, the event whose seat the person holds, and what they are to event and cluster. */
export const groupsOf = (facts: EntryFacts): string[] => {
  const { role, client, holdsSeat, cluster, uid } = facts
  const ofEvent = client.eventId === null ? [] : [`event:${client.eventId}`]
  return [
    `role:${role}`,
    ...(holdsSeat ? ofEvent : []),
    ...(isOrganiser(facts) ? ofEvent.map((group) => `${group}:organiser`) : []),
    ...(cluster && client.clusterId !== null
      ? [`cluster:${client.clusterId}:${cluster.ownerId === uid ? 'owner' : 'user'}`]
      : []),
  ]
}

const pseudonymCharacters = 8

/**
 * The claim `preferred_username`: the person's username with a part of their pseudonym, `ada-l-3f9c01ab`. It has 3 to 32 of a–z, 0–9 and
 * `-`, begins with a letter and is a DNS label, as JupyterHub and Kubernetes need it. A username alone would not do: its owner may change
 * it, and the next person with the name would get the first one's files. So a name that looks like an administrator's is never one.
 *
 * @param pseudonym in hexadecimal
 */
export const clientUsernameOf = (username: string, pseudonym: string): string => {
  const plain = username
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 32 - pseudonymCharacters - 1)
    .replace(/-+$/, '')
  return `${plain || 'user'}-${pseudonym.slice(0, pseudonymCharacters)}`
}
