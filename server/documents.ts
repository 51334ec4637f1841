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
import { accountOfferDocument } from '../contract/account-offers.ts'
import { activity } from '../contract/activity.ts'
import { announcementDocument } from '../contract/announcements.ts'
import { avatarDocument } from '../contract/avatars.ts'
import { clientDocument } from '../contract/clients.ts'
import { cloudAccountDocument, liveCheck } from '../contract/cloud-accounts.ts'
import { type ClusterDocument, clusterDocument } from '../contract/clusters.ts'
import { deadLetterDocument, messageFailure } from '../contract/dead-letters.ts'
import { eventAccess, eventDocument } from '../contract/events.ts'
import { labCostDocument } from '../contract/lab-costs.ts'
import { labPlaceDocument } from '../contract/lab-places.ts'
import { type LabDocument, labDocument } from '../contract/labs.ts'
import { mail } from '../contract/mails.ts'
import { notificationDocument } from '../contract/notifications.ts'
import { offeringsDocument } from '../contract/offerings.ts'
import { oidcArtifact } from '../contract/oidc.ts'
import { access, accountSeen, device, person, usernameClaim } from '../contract/people.ts'
import { registrationDocument, waitingLine } from '../contract/registrations.ts'
import { reportDocument } from '../contract/reports.ts'
import { reviewDocument } from '../contract/reviews.ts'
import { runDocument } from '../contract/runs.ts'
import { accountCheck, sweepResult, unreadableDocuments } from '../contract/system.ts'
import { thingsOf } from '../domain/activity.ts'
import { toCluster } from '../domain/cluster-life.ts'
import { pathOf } from '../domain/document-ids.ts'
import { toLab } from '../domain/labs.ts'
import { personWords } from '../domain/people.ts'
import { toIso } from '../domain/timestamps.ts'
import { checkWrites } from './check-writes.ts'
import { logPart, runAccess } from './clusters/run-documents.ts'
import { commitDeadline } from './commit-deadline.ts'
import { config } from './config.ts'
import { signWithEachKey } from './hmac.ts'
import { type StoredForm, storedForm, timeFieldsOf, toFields } from './stored-form.ts'
import { sealedDocument } from './vault.ts'

export const db = new Firestore({
  projectId: config.projectId,
  ignoreUndefinedProperties: true,
  ...commitDeadline,
})

const dayMs = 24 * 3600_000
/** A TTL policy deletes the document then. */
const daysAfter = (time: string, days: number) => Timestamp.fromMillis(Date.parse(time) + days * dayMs)

const storedClusters = storedForm(clusterDocument)
/** Clusters are stored flat, and read as a union of their states. */
const clusters: Omit<typeof storedClusters, 'fromFirestore'> & FirestoreDataConverter<ClusterDocument> = {
  ...storedClusters,
  fromFirestore: (snapshot) => toCluster(storedClusters.fromFirestore(snapshot)),
}

const storedLabs = storedForm(labDocument)
/** Labs are stored flat, and read as a union of their states. */
const labs: Omit<typeof storedLabs, 'fromFirestore'> & FirestoreDataConverter<LabDocument> = {
  ...storedLabs,
  fromFirestore: (snapshot) => toLab(storedLabs.fromFirestore(snapshot)),
}

const forms = {
  usernames: storedForm(usernameClaim),
  people: storedForm(person, ['words'], (model) => ({ words: personWords(model) })),
  access: storedForm(access),
  accountSeen: storedForm(accountSeen),
  devices: storedForm(device),
  avatars: storedForm(avatarDocument),
  events: storedForm(eventDocument),
  eventAccess: storedForm(eventAccess),
  announcements: storedForm(announcementDocument),
  line: storedForm(waitingLine),
  registrations: storedForm(registrationDocument),
  labs,
  labPlaces: storedForm(labPlaceDocument),
  labCosts: storedForm(labCostDocument),
  accountOffers: storedForm(accountOfferDocument),
  reports: storedForm(reportDocument),
  reviews: storedForm(reviewDocument),
  notifications: storedForm(notificationDocument, ['expiresAt'], ({ createdAt }) => ({
    expiresAt: daysAfter(createdAt, config.notificationDays),
  })),
  activity: storedForm(activity, ['things', 'expiresAt'], ({ thing, at }) => ({
    things: thingsOf(thing),
    expiresAt: daysAfter(at, config.activityDays),
  })),
  mails: storedForm(mail),
  cloudAccounts: storedForm(cloudAccountDocument),
  cloudSecrets: storedForm(sealedDocument),
  offerings: storedForm(offeringsDocument),
  liveCheck: storedForm(liveCheck),
  clusters,
  runs: storedForm(runDocument),
  runAccess: storedForm(runAccess),
  logParts: storedForm(logPart),
  clients: storedForm(clientDocument),
  clientSecrets: storedForm(sealedDocument),
  oidcArtifacts: storedForm(oidcArtifact),
  messageFailures: storedForm(messageFailure),
  deadLetters: storedForm(deadLetterDocument),
  sweep: storedForm(sweepResult),
  unreadable: storedForm(unreadableDocuments),
  accountCheck: storedForm(accountCheck),
}

/** The form of the documents at a path, by the names of its collections; `system` has a form for each document. */
export const formsByCollections: ReadonlyMap<string, StoredForm> = new Map<string, StoredForm>([
  ['usernames', forms.usernames],
  ['people', forms.people],
  ['people/notifications', forms.notifications],
  ['people/live', forms.liveCheck],
  ['people/security', forms.accountSeen],
  ['people/devices', forms.devices],
  ['access', forms.access],
  ['avatars', forms.avatars],
  ['events', forms.events],
  ['events/private', forms.eventAccess],
  ['announcements', forms.announcements],
  ['events/public', forms.line],
  ['events/registrations', forms.registrations],
  ['events/reviews', forms.reviews],
  ['labs', forms.labs as unknown as StoredForm],
  ['labs/places', forms.labPlaces],
  ['labCosts', forms.labCosts],
  ['accountOffers', forms.accountOffers],
  ['reports', forms.reports],
  ['activity', forms.activity],
  ['mails', forms.mails],
  ['cloudAccounts', forms.cloudAccounts],
  ['cloudAccounts/private', forms.cloudSecrets],
  ['cloudAccounts/offerings', forms.offerings],
  ['clusters', forms.clusters as unknown as StoredForm],
  ['clusters/runs', forms.runs],
  ['clusters/runs/private', forms.runAccess],
  ['clusters/runs/log', forms.logParts],
  ['clients', forms.clients],
  ['clients/private', forms.clientSecrets],
  ['oidcArtifacts', forms.oidcArtifacts],
  ['messageFailures', forms.messageFailures],
  ['deadLetters', forms.deadLetters],
  ['system/sweep', forms.sweep],
  ['system/unreadable', forms.unreadable],
  ['system/accounts', forms.accountCheck],
])

/** The names of all collections whose documents have a form, once each. */
export const collectionNames: readonly string[] = [
  ...new Set(
    [...formsByCollections.keys()].map((names) =>
      names.startsWith('system/') ? 'system' : names.split('/').at(-1)!,
    ),
  ),
]

/** @returns undefined for documents without a form: limits, saved replies, guards and removals */
export const findForm = (path: string): StoredForm | undefined =>
  formsByCollections.get(path) ??
  formsByCollections.get(
    path
      .split('/')
      .filter((_, index) => index % 2 === 0)
      .join('/'),
  )

checkWrites(findForm)

/** Every stored document by its kind. firestore.rules says who may read it. */
export const documents = {
  username: (name: string) => db.doc(pathOf`usernames/${name}`).withConverter(forms.usernames),
  person: (uid: string) => db.doc(pathOf`people/${uid}`).withConverter(forms.people),
  people: () => db.collection('people').withConverter(forms.people),
  accessCollection: () => db.collection('access').withConverter(forms.access),
  access: (uid: string) => db.doc(pathOf`access/${uid}`).withConverter(forms.access),
  accountSeen: (uid: string) =>
    db.doc(pathOf`people/${uid}/security/account`).withConverter(forms.accountSeen),
  devices: (uid: string) => db.collection(pathOf`people/${uid}/devices`).withConverter(forms.devices),
  avatar: (uid: string) => db.doc(pathOf`avatars/${uid}`).withConverter(forms.avatars),
  events: () => db.collection('events').withConverter(forms.events),
  event: (id: string) => db.doc(pathOf`events/${id}`).withConverter(forms.events),
  eventAccess: (id: string) => db.doc(pathOf`events/${id}/private/access`).withConverter(forms.eventAccess),
  /** Changes that share a notice, under the event's id, and notices on their way to attendees. */
  announcements: () => db.collection('announcements').withConverter(forms.announcements),
  announcement: (id: string) => db.doc(pathOf`announcements/${id}`).withConverter(forms.announcements),
  line: (id: string) => db.doc(pathOf`events/${id}/public/line`).withConverter(forms.line),
  registrations: (eventId: string) =>
    db.collection(pathOf`events/${eventId}/registrations`).withConverter(forms.registrations),
  registration: (eventId: string, uid: string) =>
    db.doc(pathOf`events/${eventId}/registrations/${uid}`).withConverter(forms.registrations),
  registrationsGroup: () => db.collectionGroup('registrations').withConverter(forms.registrations),
  labs: () => db.collection('labs').withConverter(forms.labs),
  /** The lab of an event has the event's id. */
  lab: (eventId: string) => db.doc(pathOf`labs/${eventId}`).withConverter(forms.labs),
  labPlaces: (eventId: string) =>
    db.collection(pathOf`labs/${eventId}/places`).withConverter(forms.labPlaces),
  /** The place of a person has the person's uid. */
  labPlace: (eventId: string, uid: string) =>
    db.doc(pathOf`labs/${eventId}/places/${uid}`).withConverter(forms.labPlaces),
  labPlacesGroup: () => db.collectionGroup('places').withConverter(forms.labPlaces),
  /** What the cluster of a lab cost, by the id of the cluster. */
  labCosts: () => db.collection('labCosts').withConverter(forms.labCosts),
  labCost: (clusterId: string) => db.doc(pathOf`labCosts/${clusterId}`).withConverter(forms.labCosts),
  accountOffers: () => db.collection('accountOffers').withConverter(forms.accountOffers),
  accountOffer: (id: string) => db.doc(pathOf`accountOffers/${id}`).withConverter(forms.accountOffers),
  reports: () => db.collection('reports').withConverter(forms.reports),
  report: (eventId: string) => db.doc(pathOf`reports/${eventId}`).withConverter(forms.reports),
  /** A person has reported an event if one of these exists. The id is an HMAC, so it names nobody; see `removedPerson`. */
  reporter: (eventId: string, uid: string) => {
    const [current, ...earlier] = signWithEachKey(`reports ${eventId} ${uid}`)
    const refOf = (mac: Buffer) => db.doc(pathOf`reports/${eventId}/people/${mac.toString('hex')}`)
    return [refOf(current), ...earlier.map(refOf)] as const
  },
  reviews: (eventId: string) => db.collection(pathOf`events/${eventId}/reviews`).withConverter(forms.reviews),
  review: (eventId: string, id: string) =>
    db.doc(pathOf`events/${eventId}/reviews/${id}`).withConverter(forms.reviews),
  reviewsGroup: () => db.collectionGroup('reviews').withConverter(forms.reviews),
  notifications: (uid: string) =>
    db.collection(pathOf`people/${uid}/notifications`).withConverter(forms.notifications),
  /** Its existence and last change is what makes admins leave one after another. */
  adminsGuard: () => db.doc('guards/admins'),
  /** Suspensions that the sweep applies (server/people/postponed-suspensions.ts). */
  postponedSuspensions: () => db.collection('postponedSuspensions'),
  activityCollection: () => db.collection('activity').withConverter(forms.activity),
  mails: () => db.collection('mails').withConverter(forms.mails),
  mail: (id: string) => db.doc(pathOf`mails/${id}`).withConverter(forms.mails),
  cloudAccounts: () => db.collection('cloudAccounts').withConverter(forms.cloudAccounts),
  cloudAccount: (id: string) => db.doc(pathOf`cloudAccounts/${id}`).withConverter(forms.cloudAccounts),
  cloudSecret: (id: string) =>
    db.doc(pathOf`cloudAccounts/${id}/private/secret`).withConverter(forms.cloudSecrets),
  /** What the cloud offered the account, by region. */
  offeringsCollection: (accountId: string) =>
    db.collection(pathOf`cloudAccounts/${accountId}/offerings`).withConverter(forms.offerings),
  offerings: (accountId: string, region: string) =>
    db.doc(pathOf`cloudAccounts/${accountId}/offerings/${region}`).withConverter(forms.offerings),
  liveCheck: (uid: string) => db.doc(pathOf`people/${uid}/live/check`).withConverter(forms.liveCheck),
  clusters: () => db.collection('clusters').withConverter(forms.clusters),
  cluster: (id: string) => db.doc(pathOf`clusters/${id}`).withConverter(forms.clusters),
  runs: (clusterId: string) => db.collection(pathOf`clusters/${clusterId}/runs`).withConverter(forms.runs),
  run: (clusterId: string, id: string) =>
    db.doc(pathOf`clusters/${clusterId}/runs/${id}`).withConverter(forms.runs),
  runsGroup: () => db.collectionGroup('runs').withConverter(forms.runs),
  /** The secrets of a run: their digests, and the sealed key of its plan. */
  runAccess: (clusterId: string, id: string) =>
    db.doc(pathOf`clusters/${clusterId}/runs/${id}/private/access`).withConverter(forms.runAccess),
  logParts: (clusterId: string, runId: string) =>
    db.collection(pathOf`clusters/${clusterId}/runs/${runId}/log`).withConverter(forms.logParts),
  /** Programs that sign people in through Labseat. */
  clients: () => db.collection('clients').withConverter(forms.clients),
  client: (id: string) => db.doc(pathOf`clients/${id}`).withConverter(forms.clients),
  /** The secret of a cluster's client, which a run hands to the services. Labseat has no other client's secret. */
  clientSecret: (id: string) =>
    db.doc(pathOf`clients/${id}/private/secret`).withConverter(forms.clientSecrets),
  oidcArtifacts: () => db.collection('oidcArtifacts').withConverter(forms.oidcArtifacts),
  messageFailures: () => db.collection('messageFailures').withConverter(forms.messageFailures),
  messageFailure: (id: string) => db.doc(pathOf`messageFailures/${id}`).withConverter(forms.messageFailures),
  deadLetters: () => db.collection('deadLetters').withConverter(forms.deadLetters),
  deadLetter: (id: string) => db.doc(pathOf`deadLetters/${id}`).withConverter(forms.deadLetters),
  /** The last sweep. */
  sweep: () => db.doc('system/sweep').withConverter(forms.sweep),
  /** How far the sweep has checked the stored documents. */
  unreadable: () => db.doc('system/unreadable').withConverter(forms.unreadable),
  /** How far the sweep has looked for people without an account. */
  accountCheck: () => db.doc('system/accounts').withConverter(forms.accountCheck),
  activity: (id: string) => db.doc(pathOf`activity/${id}`).withConverter(forms.activity),
  /**
   * A person with this uid has left if one of these exists, and a token that is still valid must not create them again. The id is an HMAC of
   * the uid, so it names nobody: the first is of the key in use, and the others are of earlier keys. Firestore deletes the document after a
   * day.
   */
  removedPerson: (uid: string) => {
    const [current, ...earlier] = signWithEachKey(`removed ${uid}`)
    const refOf = (mac: Buffer) => db.doc(pathOf`removed/${mac.toString('hex')}`)
    return [refOf(current), ...earlier.map(refOf)] as const
  },
}

export type { CollectionReference, DocumentReference, DocumentSnapshot, WriteBatch }
export { FieldValue, Timestamp, timeFieldsOf, toFields, toIso }
