import type { DocumentData, Query, QueryDocumentSnapshot, WriteBatch } from '@google-cloud/firestore'
import type { NotificationContent } from '../../contract/notifications.ts'
import { formerMember } from '../../contract/people.ts'
import { db, documents, FieldValue, Timestamp } from '../documents.ts'
import { auth } from '../firebase-admin.ts'
import { verificationMailId } from '../notify/mail-queue.ts'
import { renderNotice } from '../notify/render-notice.ts'
import { settleEvent } from '../registrations/settle-event.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { anonymizeReviews } from '../reviews/anonymize-reviews.ts'
import { mapValues, personalDataQueries } from './personal-data.ts'

/** A batch takes 500 writes. */
const most = 240
/** Longer than any token that is still out. In milliseconds. */
const remembered = 24 * 60 * 60 * 1000

type Change = (batch: WriteBatch, one: QueryDocumentSnapshot) => unknown

/** Changes everything a query finds, until it finds nothing. What somebody else changed in between is read again. */
const each = async (query: Query, change: Change): Promise<void> => {
  const some = () =>
    retryOnConflict(async () => {
      const page = await query.limit(most).get()
      const batch = db.batch()
      for (const one of page.docs) change(batch, one)
      if (!page.empty) await batch.commit()
      return page.size
    })
  while ((await some()) === most);
}

const remove: Change = (batch, one) => batch.delete(one.ref)

/** With its digest, which goes by the same id while it is still to be sent. What is sent at once names nobody when it is. */
const removeNotice: Change = (batch, one) => {
  batch.delete(one.ref)
  batch.delete(documents.mail(one.id))
}

/** The same, and nothing in it leads to the person. */
const unlinked = (uid: string, data: DocumentData): DocumentData =>
  mapValues(data, (value) =>
    typeof value === 'string' ? value.replaceAll(uid, formerMember.uid) : value,
  ) as DocumentData

/** What was done stays on record, without who did it. */
const forget =
  (uid: string): Change =>
  (batch, one) => {
    const record = unlinked(uid, one.data())
    if (!one.id.includes(uid)) return batch.set(one.ref, record)
    batch.create(one.ref.parent.doc(), record)
    return batch.delete(one.ref, { lastUpdateTime: one.updateTime })
  }

/** An organiser's notice of a review says who wrote it. */
const unname: Change = (batch, one) => {
  const { kind, values: before } = one.data() as NotificationContent
  const { reviewerId: _, ...others } = before
  const values = { ...others, reviewer: formerMember.name }
  batch.update(one.ref, { values, ...renderNotice({ kind, values }) }, { lastUpdateTime: one.updateTime })
}

/** Gives up a seat as its person would. Only when settling has passed it on does the registration go. */
const giveUp = async (eventId: string, uid: string, requestId: string) => {
  const ref = documents.registration(eventId, uid)
  await retryOnConflict(async () => {
    const snapshot = await ref.get()
    const state = snapshot.data()?.state
    if (state && state !== 'cancelled')
      await ref.update({ state: 'cancelled', pending: true }, { lastUpdateTime: snapshot.updateTime! })
  })
  await settleEvent(eventId, requestId)
  const things = [ref.path, documents.review(eventId, uid).path]
  await each(db.collection('activity').where('thing', 'in', things), forget(uid))
  await ref.delete()
}

const giveUpSeats = async (uid: string, requestId: string): Promise<void> => {
  for (;;) {
    const page = await personalDataQueries(uid).registrations.limit(most).get()
    if (page.empty) return
    for (const one of page.docs) await giveUp(one.get('eventId'), uid, requestId)
  }
}

/** What was held stays, with nobody's name on it; drafts go. */
const unlinkEvents = async (uid: string): Promise<void> => {
  const { owned, organised } = personalDataQueries(uid)
  await each(owned, (batch, one) => {
    if (one.get('state') === 'draft') {
      batch.delete(one.ref, { lastUpdateTime: one.updateTime })
      batch.delete(documents.eventAccess(one.id))
      batch.delete(documents.line(one.id))
    } else
      batch.update(one.ref, {
        ownerId: formerMember.uid,
        ownerName: formerMember.name,
        organiserIds: FieldValue.arrayRemove(uid),
      })
  })
  await each(organised, (batch, one) => batch.update(one.ref, { organiserIds: FieldValue.arrayRemove(uid) }))
}

/**
 * Removes everything kept on somebody whose access says `deletingSince`. Each step may be done again, and what the last one deletes is what
 * says that it is not done: killed anywhere, pubsub/sweep goes on from there.
 */
export const removePerson = async (uid: string, requestId: string, now: string): Promise<void> => {
  await giveUpSeats(uid, requestId)
  await anonymizeReviews(uid)
  await unlinkEvents(uid)
  const { activity, activityAbout, cloudAccounts, idempotency, mails, notices, usernames } =
    personalDataQueries(uid)
  await each(notices, unname)
  await each(cloudAccounts, (batch, one) => {
    batch.delete(documents.cloudSecret(one.id))
    batch.delete(one.ref)
  })
  await each(activity, forget(uid))
  await each(activityAbout, forget(uid))
  await each(idempotency, remove)
  await each(mails, remove)
  for (const collection of await documents.person(uid).listCollections()) await each(collection, removeNotice)
  // Before the profile goes: who can still sign in would be given a new one.
  await auth.deleteUser(uid).catch((error: { code?: string }) => {
    if (error.code !== 'auth/user-not-found') throw error
  })
  const names = await usernames.get()
  const batch = db.batch()
  for (const name of names.docs) batch.delete(name.ref)
  batch.delete(documents.mail(verificationMailId(uid)))
  batch.delete(documents.avatar(uid))
  batch.delete(documents.person(uid))
  batch.delete(documents.access(uid))
  batch.set(documents.removedPerson(uid), { expiresAt: Timestamp.fromMillis(Date.parse(now) + remembered) })
  await batch.commit()
}
