import { formerMember } from '../../contract/people.ts'
import { db, documents, toIso } from '../documents.ts'
import { readableFields } from '../readable.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { reviewConflictCodes } from './review.ts'

/** Each review has two writes; Firestore takes 500 writes a commit. */
const maxPerCommit = 200

const anonymizePage = async (uid: string): Promise<boolean> => {
  const page = await documents.reviewsGroup().where('userId', '==', uid).limit(maxPerCommit).get()
  if (page.empty) return true
  const batch = db.batch()
  for (const snapshot of page.docs) {
    const reviews = documents.reviews(snapshot.ref.parent.parent!.id)
    const { rating, ...review } = readableFields(snapshot) ?? {}
    // A review without stars counts for nothing and cannot be read.
    if (rating !== undefined)
      batch.create(reviews.doc(), {
        comment: '',
        createdAt: toIso(snapshot.createTime),
        updatedAt: toIso(snapshot.updateTime),
        ...review,
        rating,
        userId: null,
        authorName: formerMember.name,
      })
    batch.delete(snapshot.ref, { lastUpdateTime: snapshot.updateTime })
  }
  await batch.commit()
  return page.size < maxPerCommit
}

/**
 * Keeps a person's reviews without the person: each review moves to a random id, in one commit with the deletion of the old one, so the star
 * counts are right at every moment. It is idempotent.
 */
export const anonymizeReviews = async (uid: string): Promise<void> => {
  while (!(await retryOnConflict(() => anonymizePage(uid), reviewConflictCodes)));
}
