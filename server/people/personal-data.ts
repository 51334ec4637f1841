import { db } from '../documents.ts'

/** Where a person is kept beside the documents under their own uid: what an export reads and a removal unlinks. */
export const personalDataQueries = (uid: string) => ({
  registrations: db
    .collectionGroup('registrations')
    .where('userId', '==', uid)
    .orderBy('requestedAt', 'desc'),
  reviews: db.collectionGroup('reviews').where('userId', '==', uid),
  owned: db.collection('events').where('ownerId', '==', uid),
  organised: db.collection('events').where('organiserIds', 'array-contains', uid),
  activity: db.collection('activity').where('actorId', '==', uid),
  /** What others did to them. */
  activityAbout: db
    .collection('activity')
    .where('things', 'array-contains-any', [`people/${uid}`, `access/${uid}`, `avatars/${uid}`]),
  /** What somebody else was told of them. */
  notices: db.collectionGroup('notifications').where('values.reviewerId', '==', uid),
  idempotency: db.collection('idempotency').where('userId', '==', uid),
  /** E-mail about the account that is still to be sent. */
  mails: db.collection('mails').where('uid', '==', uid),
  cloudAccounts: db.collection('cloudAccounts').where('ownerId', '==', uid),
  usernames: db.collection('usernames').where('uid', '==', uid),
})

/** Every value inside, through `change`; a Timestamp is one value. */
export const mapValues = (value: unknown, change: (value: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => mapValues(one, change))
  if (value === null || Object.getPrototypeOf(value) !== Object.prototype) return change(value)
  return Object.fromEntries(
    Object.entries(value as object).map(([key, one]) => [key, mapValues(one, change)]),
  )
}
