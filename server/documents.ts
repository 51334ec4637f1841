import { createHmac } from 'node:crypto'
import {
  type CollectionReference,
  type DocumentReference,
  type DocumentSnapshot,
  FieldValue,
  Firestore,
  type FirestoreDataConverter,
  Timestamp,
  type WriteBatch,
} from '@google-cloud/firestore'
import * as z from 'zod'
import { activity } from '../contract/activity.ts'
import { avatarDocument } from '../contract/avatars.ts'
import { cloudAccountDocument, liveCheck } from '../contract/cloud-accounts.ts'
import { type ClusterDocument, clusterDocument } from '../contract/clusters.ts'
import { time } from '../contract/common.ts'
import { eventAccess, eventDocument } from '../contract/events.ts'
import { mail } from '../contract/mails.ts'
import { notificationDocument } from '../contract/notifications.ts'
import { packedFields } from '../contract/packed.ts'
import { access, person, usernameClaim } from '../contract/people.ts'
import { registrationDocument, waitingLine } from '../contract/registrations.ts'
import { reviewDocument } from '../contract/reviews.ts'
import { runDocument } from '../contract/runs.ts'
import { thingsOf } from '../domain/activity.ts'
import { toCluster } from '../domain/cluster-life.ts'
import { personWords } from '../domain/people.ts'
import { toIso } from '../domain/timestamps.ts'
import { logPart, runAccess } from './clusters/run-documents.ts'
import { config } from './config.ts'
import { sealedDocument } from './vault.ts'

export const db = new Firestore({ projectId: config.projectId, ignoreUndefinedProperties: true })

const isTime = (schema: unknown): boolean =>
  schema === time ||
  ((schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) && isTime(schema.unwrap()))

const timeFieldCache = new WeakMap<z.ZodObject, Set<string>>()
const timeFieldsOf = (schema: z.ZodObject): Set<string> => {
  const cached = timeFieldCache.get(schema)
  if (cached) return cached
  const timeFields = new Set(Object.keys(schema.shape).filter((key) => isTime(schema.shape[key])))
  timeFieldCache.set(schema, timeFields)
  return timeFields
}

const packed = new Map<z.ZodObject, readonly string[]>([
  [mail, packedFields.mail],
  [runDocument, packedFields.run],
])

type Fields<S extends z.ZodObject> = { [K in keyof z.output<S>]?: z.output<S>[K] | FieldValue | Timestamp }

const toStoredValue = (schema: z.ZodObject, key: string, value: unknown): unknown => {
  if (typeof value === 'string' && timeFieldsOf(schema).has(key)) return Timestamp.fromDate(new Date(value))
  return Array.isArray(value) && packed.get(schema)?.includes(key) ? JSON.stringify(value) : value
}
const fromStoredValue = (schema: z.ZodObject, key: string, value: unknown): unknown => {
  if (value instanceof Timestamp) return toIso(value)
  return typeof value === 'string' && packed.get(schema)?.includes(key) ? JSON.parse(value) : value
}

/** Fields as Firestore keeps them: what the contract calls a time becomes a Timestamp. For `update`, which no converter sees. */
export const toFields = <S extends z.ZodObject>(
  schema: S,
  values: Fields<S>,
): { [key: string]: FieldValue | Partial<unknown> | undefined } =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, toStoredValue(schema, key, value)]),
  ) as {
    [key: string]: FieldValue
  }

/** @param indexFields returns extra fields for queries, which are stored with the document and not read */
const converter = <S extends z.ZodObject>(
  schema: S,
  indexFields: (model: z.output<S>) => FirebaseFirestore.DocumentData = () => ({}),
): FirestoreDataConverter<z.output<S>> => ({
  toFirestore: (model) => ({ ...toFields(schema, model as Fields<S>), ...indexFields(model as z.output<S>) }),
  fromFirestore: (snapshot) =>
    schema.parse(
      Object.fromEntries(
        Object.entries(snapshot.data()).map(([key, value]) => [key, fromStoredValue(schema, key, value)]),
      ),
    ),
})

const storedClusters = converter(clusterDocument)
/** Clusters are stored flat, and read as a union of their states. */
const clusters: FirestoreDataConverter<ClusterDocument> = {
  ...storedClusters,
  fromFirestore: (snapshot) => toCluster(storedClusters.fromFirestore(snapshot)),
}

const converters = {
  usernames: converter(usernameClaim),
  people: converter(person, (model) => ({ words: personWords(model) })),
  access: converter(access),
  avatars: converter(avatarDocument),
  events: converter(eventDocument),
  eventAccess: converter(eventAccess),
  line: converter(waitingLine),
  registrations: converter(registrationDocument),
  reviews: converter(reviewDocument),
  notifications: converter(notificationDocument),
  activity: converter(activity, ({ thing }) => ({ things: thingsOf(thing) })),
  mails: converter(mail),
  cloudAccounts: converter(cloudAccountDocument),
  cloudSecrets: converter(sealedDocument),
  liveCheck: converter(liveCheck),
  clusters,
  runs: converter(runDocument),
  runAccess: converter(runAccess),
  logParts: converter(logPart),
}

/** Every document the product keeps, by what it is. firestore.rules says who may read which. */
export const documents = {
  username: (name: string) => db.doc(`usernames/${name}`).withConverter(converters.usernames),
  person: (uid: string) => db.doc(`people/${uid}`).withConverter(converters.people),
  people: () => db.collection('people').withConverter(converters.people),
  accessCollection: () => db.collection('access').withConverter(converters.access),
  access: (uid: string) => db.doc(`access/${uid}`).withConverter(converters.access),
  avatar: (uid: string) => db.doc(`avatars/${uid}`).withConverter(converters.avatars),
  events: () => db.collection('events').withConverter(converters.events),
  event: (id: string) => db.doc(`events/${id}`).withConverter(converters.events),
  eventAccess: (id: string) => db.doc(`events/${id}/private/access`).withConverter(converters.eventAccess),
  line: (id: string) => db.doc(`events/${id}/public/line`).withConverter(converters.line),
  registrations: (eventId: string) =>
    db.collection(`events/${eventId}/registrations`).withConverter(converters.registrations),
  registration: (eventId: string, uid: string) =>
    db.doc(`events/${eventId}/registrations/${uid}`).withConverter(converters.registrations),
  registrationsGroup: () => db.collectionGroup('registrations').withConverter(converters.registrations),
  reviews: (eventId: string) => db.collection(`events/${eventId}/reviews`).withConverter(converters.reviews),
  review: (eventId: string, id: string) =>
    db.doc(`events/${eventId}/reviews/${id}`).withConverter(converters.reviews),
  reviewsGroup: () => db.collectionGroup('reviews').withConverter(converters.reviews),
  notifications: (uid: string) =>
    db.collection(`people/${uid}/notifications`).withConverter(converters.notifications),
  /** Its existence and last change is what makes admins leave one after another. */
  adminsGuard: () => db.doc('guards/admins'),
  activityCollection: () => db.collection('activity').withConverter(converters.activity),
  mails: () => db.collection('mails').withConverter(converters.mails),
  mail: (id: string) => db.doc(`mails/${id}`).withConverter(converters.mails),
  cloudAccounts: () => db.collection('cloudAccounts').withConverter(converters.cloudAccounts),
  cloudAccount: (id: string) => db.doc(`cloudAccounts/${id}`).withConverter(converters.cloudAccounts),
  cloudSecret: (id: string) =>
    db.doc(`cloudAccounts/${id}/private/secret`).withConverter(converters.cloudSecrets),
  liveCheck: (uid: string) => db.doc(`people/${uid}/live/check`).withConverter(converters.liveCheck),
  clusters: () => db.collection('clusters').withConverter(converters.clusters),
  cluster: (id: string) => db.doc(`clusters/${id}`).withConverter(converters.clusters),
  runs: (clusterId: string) => db.collection(`clusters/${clusterId}/runs`).withConverter(converters.runs),
  run: (clusterId: string, id: string) =>
    db.doc(`clusters/${clusterId}/runs/${id}`).withConverter(converters.runs),
  runsGroup: () => db.collectionGroup('runs').withConverter(converters.runs),
  /** What opens a run to its runner: digests, and the sealed key of its plan. */
  runAccess: (clusterId: string, id: string) =>
    db.doc(`clusters/${clusterId}/runs/${id}/private/access`).withConverter(converters.runAccess),
  logParts: (clusterId: string, runId: string) =>
    db.collection(`clusters/${clusterId}/runs/${runId}/log`).withConverter(converters.logParts),
  activity: (id: string) => db.doc(`activity/${id}`).withConverter(converters.activity),
  /**
   * A person with this uid has left, and a token that is still valid must not create them again. The id is an HMAC of the uid, so it names
   * nobody. Firestore deletes the document after a day.
   */
  removedPerson: (uid: string) =>
    db.doc(`removed/${createHmac('sha256', config.hmacKey).update(`removed ${uid}`).digest('hex')}`),
}

export type { CollectionReference, DocumentReference, DocumentSnapshot, WriteBatch }
export { FieldValue, Timestamp, toIso }
