import { documents } from '../documents.ts'
import { notFound } from '../problem.ts'

/** A dead letter of any state. @throws Problem `not-found` */
export const findDeadLetter = async (id: string) => {
  const snapshot = await documents.deadLetter(id).get()
  const stored = snapshot.data()
  if (!stored) throw notFound('dead letter')
  return { ref: snapshot.ref, stored, readAt: snapshot.updateTime! }
}
