import { db } from '../documents.ts'

/** Queries for all data about a person outside the documents under their uid. An export reads them, and a removal unlinks them. */
export const personalDataQueries = (uid: string) => ({
  registrations: db
    .collectionGroup('registrations')
    .where('userId', '==', uid)
    .orderBy('requestedAt', 'desc'),
  reviews: db.collectionGroup('reviews').where('userId', '==', uid),
  owned: db.collection('events').where('ownerId', '==', uid),
  organised: db.collection('events').where('organiserIds', 'array-contains', uid),
  activity: db.collection('activity').where('actorId', '==', uid),
  /** Changes that other people made to them. */
  activityAbout: db
    .collection('activity')
    .where('things', 'array-contains-any', [`people/${uid}`, `access/${uid}`, `avatars/${uid}`]),
  /** Notices to other people that name them. */
  notices: db.collectionGroup('notifications').where('values.reviewerId', '==', uid),
  idempotency: db.collection('idempotency').where('userId', '==', uid),
  /** Queued e-mail about their account. */
  mails: db.collection('mails').where('uid', '==', uid),
  cloudAccounts: db.collection('cloudAccounts').where('ownerId', '==', uid),
  labs: db.collection('labs').where('ownerId', '==', uid),
  labPlaces: db.collectionGroup('places').where('userId', '==', uid),
  /** Places of other people whom they helped. */
  labHelps: db.collectionGroup('places').where('help.askedBy', '==', uid),
  /** Labs that they try before their event. */
  rehearsals: db.collection('labs').where('rehearsal.userId', '==', uid),
  labCosts: db.collection('labCosts').where('ownerId', '==', uid),
  /** Accounts that they offer, and accounts that are offered to them. */
  offers: db.collection('accountOffers').where('ownerId', '==', uid),
  receivedOffers: db.collection('accountOffers').where('personId', '==', uid),
  clients: db.collection('clients').where('ownerId', '==', uid),
  /** Codes, tokens and grants of their sign-ins elsewhere. */
  oidcArtifacts: db.collection('oidcArtifacts').where('personId', '==', uid),
  usernames: db.collection('usernames').where('uid', '==', uid),
})

/** Changes every value at any depth. A Timestamp is one value. */
export const mapValues = (value: unknown, change: (value: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => mapValues(item, change))
  if (value === null || Object.getPrototypeOf(value) !== Object.prototype) return change(value)
  return Object.fromEntries(
    Object.entries(value as object).map(([key, field]) => [key, mapValues(field, change)]),
  )
}
