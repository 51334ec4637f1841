import { deadLettersList } from '../../contract/dead-letters.ts'
import { presentDeadLetter } from '../../server/dead-letters/present-dead-letter.ts'
import { documents } from '../../server/documents.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The messages that wait for an admin, newest first. */
export default endpoint(deadLettersList, async ({ query }) => {
  const dead = documents.deadLetters().where('state', '==', 'dead')
  const { snapshots, nextCursor } = await readPage(dead, query, 'lastAt', 'desc')
  return json(200, {
    items: snapshots.map((snapshot) => presentDeadLetter(snapshot.id, snapshot.data())),
    nextCursor,
  })
})
