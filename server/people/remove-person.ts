import type { DocumentData, Query, QueryDocumentSnapshot } from '@google-cloud/firestore'
import type { EventDocument } from '../../contract/events.ts'
import type { NotificationContent } from '../../contract/notifications.ts'
import { formerMember } from '../../contract/people.ts'
import { searchWords } from '../../domain/event-search.ts'
import { type Change, changeAll as changeEach, maxPerCommit } from '../change-all.ts'
import { RefusedWrite } from '../check-writes.ts'
import { db, documents, FieldValue, Timestamp } from '../documents.ts'
import { auth } from '../firebase-admin.ts'
import { verificationMailId } from '../notify/mail-queue.ts'
import { renderNotice } from '../notify/render-notice.ts'
import { readableFields } from '../readable.ts'
import { settleEvent } from '../registrations/settle-event.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { anonymizeReviews } from '../reviews/anonymize-reviews.ts'
import { UnreadableDocument } from '../stored-form.ts'
import { mapValues, personalDataQueries } from './personal-data.ts'

/** Longer than any token stays valid. */
const rememberForMs = 24 * 60 * 60 * 1000

/** A damaged document may name the person where nothing can find the name, so it goes. */
const orDelete =
  (change: Change): Change =>
  (batch, snapshot) => {
    try {
      change(batch, snapshot)
    } catch (error) {
      if (!(error instanceof RefusedWrite)) throw error
      batch.delete(snapshot.ref)
    }
  }

const changeAll = (query: Query, change: Change): Promise<void> => changeEach(query, orDelete(change))

const deleteDocument: Change = (batch, snapshot) => batch.delete(snapshot.ref)

/** Also deletes its queued digest, which has the same id. */
const deleteNotice: Change = (batch, snapshot) => {
  batch.delete(snapshot.ref)
  batch.delete(documents.mail(snapshot.id))
}

/** Replaces the person's uid at any depth. */
const replaceUid = (uid: string, data: DocumentData): DocumentData =>
  mapValues(data, (value) =>
    typeof value === 'string' ? value.replaceAll(uid, formerMember.uid) : value,
  ) as DocumentData

/** The activity stays, without the person. An id that contains the uid is replaced, too. */
const anonymizeActivity =
  (uid: string): Change =>
  (batch, snapshot) => {
    const record = replaceUid(uid, snapshot.data())
    if (!snapshot.id.includes(uid)) return batch.set(snapshot.ref, record)
    batch.create(snapshot.ref.parent.doc(), record)
    return batch.delete(snapshot.ref, { lastUpdateTime: snapshot.updateTime })
  }

/** Takes the reviewer's name out of an organiser's notice. */
const anonymizeNotice: Change = (batch, snapshot) => {
  const { kind, values: valuesBefore } = snapshot.data() as NotificationContent
  const { reviewerId: _, ...otherValues } = valuesBefore
  const values = { ...otherValues, reviewer: formerMember.name }
  batch.update(
    snapshot.ref,
    { values, ...renderNotice({ kind, values }) },
    { lastUpdateTime: snapshot.updateTime },
  )
}

/** Cancels a registration as the person would. Settling passes the seat on before the registration is deleted. */
const giveUpSeat = async (eventId: string, uid: string, requestId: string) => {
  const ref = documents.registration(eventId, uid)
  await retryOnConflict(async () => {
    const snapshot = await ref.get()
    const state = snapshot.get('state')
    if (state && state !== 'cancelled')
      await ref.update({ state: 'cancelled', pending: true }, { lastUpdateTime: snapshot.updateTime! })
  })
  // An event that cannot be read has no seats to pass on. Its sweep entry says so.
  await settleEvent(eventId, requestId).catch((error: unknown) => {
    if (!(error instanceof UnreadableDocument)) throw error
  })
  const things = [ref.path, documents.review(eventId, uid).path]
  await changeAll(db.collection('activity').where('thing', 'in', things), anonymizeActivity(uid))
  await ref.delete()
}

const giveUpSeats = async (uid: string, requestId: string): Promise<void> => {
  for (;;) {
    const page = await personalDataQueries(uid).registrations.limit(maxPerCommit).get()
    if (page.empty) return
    for (const snapshot of page.docs) await giveUpSeat(snapshot.ref.parent.parent!.id, uid, requestId)
  }
}

/** The search words of an event, without the name of the person. A damaged event is found by what can be read of it. */
const wordsWithoutOwner = (snapshot: QueryDocumentSnapshot): string[] => {
  const {
    title = '',
    location = { kind: 'in-person' },
    tags = [],
  } = readableFields<EventDocument>(snapshot as QueryDocumentSnapshot<EventDocument>) ?? {}
  return searchWords({ title, location, tags, ownerName: formerMember.name })
}

/** Deletes drafts. Published events stay, without the person's name. */
const unlinkEvents = async (uid: string): Promise<void> => {
  const { owned, organised } = personalDataQueries(uid)
  await changeAll(owned, (batch, snapshot) => {
    if (snapshot.get('state') === 'draft') {
      batch.delete(snapshot.ref, { lastUpdateTime: snapshot.updateTime })
      batch.delete(documents.eventAccess(snapshot.id))
      batch.delete(documents.line(snapshot.id))
    } else
      batch.update(
        snapshot.ref,
        {
          ownerId: formerMember.uid,
          ownerName: formerMember.name,
          words: wordsWithoutOwner(snapshot),
          organiserIds: FieldValue.arrayRemove(uid),
        },
        { lastUpdateTime: snapshot.updateTime },
      )
  })
  await changeAll(organised, (batch, snapshot) =>
    batch.update(snapshot.ref, { organiserIds: FieldValue.arrayRemove(uid) }),
  )
}

/**
 * Removes all data about a person whose access has `deletingSince`. Each step is idempotent, and the last snapshot deletes `deletingSince`: after a
 * crash the sweep continues.
 */
export const removePerson = async (uid: string, requestId: string, now: string): Promise<void> => {
  await giveUpSeats(uid, requestId)
  await anonymizeReviews(uid)
  await unlinkEvents(uid)
  const {
    activity,
    activityAbout,
    clients,
    cloudAccounts,
    idempotency,
    labHelps,
    labPlaces,
    labCosts,
    labs,
    mails,
    notices,
    offers,
    oidcArtifacts,
    receivedOffers,
    rehearsals,
    usernames,
  } = personalDataQueries(uid)
  await changeAll(notices, anonymizeNotice)
  await changeAll(cloudAccounts, (batch, snapshot) => {
    batch.delete(documents.cloudSecret(snapshot.id))
    batch.delete(snapshot.ref)
  })
  // A lab that nobody pays for is not built. Its event may go on without it.
  await changeAll(labs, (batch, snapshot) =>
    batch.update(snapshot.ref, {
      ownerId: formerMember.uid,
      endWanted: true,
      dueAt: Timestamp.fromMillis(Date.parse(now)),
    }),
  )
  await changeAll(labPlaces, deleteDocument)
  await changeAll(labHelps, (batch, snapshot) => batch.update(snapshot.ref, { help: null }))
  // The next look ends a rehearsal without a person.
  await changeAll(rehearsals, (batch, snapshot) =>
    batch.update(snapshot.ref, {
      'rehearsal.userId': formerMember.uid,
      'rehearsal.endsAt': now,
    }),
  )
  await changeAll(labCosts, (batch, snapshot) => batch.update(snapshot.ref, { ownerId: formerMember.uid }))
  await changeAll(offers, deleteDocument)
  await changeAll(receivedOffers, deleteDocument)
  await changeAll(clients, (batch, snapshot) => {
    batch.delete(documents.clientSecret(snapshot.id))
    batch.delete(snapshot.ref)
  })
  await changeAll(oidcArtifacts, deleteDocument)
  await changeAll(activity, anonymizeActivity(uid))
  await changeAll(activityAbout, anonymizeActivity(uid))
  await changeAll(idempotency, deleteDocument)
  await changeAll(mails, deleteDocument)
  for (const collection of await documents.person(uid).listCollections())
    await changeAll(collection, deleteNotice)
  // Before the profile: a person who can still sign in would get a new snapshot.
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
  batch.delete(documents.postponedSuspensions().doc(uid))
  batch.set(documents.removedPerson(uid)[0], {
    expiresAt: Timestamp.fromMillis(Date.parse(now) + rememberForMs),
  })
  await batch.commit()
}
