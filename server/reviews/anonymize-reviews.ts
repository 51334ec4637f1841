import { formerMember } from '../../contract/people.ts'
import { db, documents } from '../documents.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { reviewConflictCodes } from './review.ts'

/** Reviews renamed in one commit, each with two writes; Firestore takes 500. */
const most = 200

const forgetSome = async (uid: string): Promise<boolean> => {
  const page = await documents.reviewsGroup().where('userId', '==', uid).limit(most).get()
  if (page.empty) return true
  const batch = db.batch()
  for (const one of page.docs) {
    const reviews = documents.reviews(one.ref.parent.parent!.id)
    batch.create(reviews.doc(), { ...one.data(), userId: null, authorName: formerMember.name })
    batch.delete(one.ref, { lastUpdateTime: one.updateTime })
  }
  await batch.commit()
  return page.size < most
}

/**
 * Keeps what a person said and forgets who it was: each of their reviews moves to an id that says nothing, in one commit with the removal of
 * the old one, so that the counts of stars stay true at every moment. Calling it again finds nothing left to do.
 */
export const anonymizeReviews = async (uid: string): Promise<void> => {
  while (!(await retryOnConflict(() => forgetSome(uid), reviewConflictCodes)));
}
