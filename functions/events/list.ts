import { eventsList } from '../../contract/events.ts'
import { searchTerms } from '../../domain/events.ts'
import { documents, Timestamp } from '../../server/documents.ts'
import { presentEvents } from '../../server/events/event.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Published events, soonest first. Firestore filters by the tag or the longest word; the other words are matched in memory. */
export default endpoint(eventsList, async ({ query, now }) => {
  const [firstWord, ...remainingWords] = searchTerms(query.query, query.tag)
  const at = (time: string) => Timestamp.fromDate(new Date(time))
  let events = documents
    .events()
    .where('state', '==', 'published')
    .where('startsAt', '>=', at(query.from ?? now))
  if (query.to) events = events.where('startsAt', '<=', at(query.to))
  if (query.owner) events = events.where('ownerId', '==', query.owner)
  if (firstWord) events = events.where('words', 'array-contains', firstWord)
  const { snapshots, nextCursor } = await readPage(events, query, 'startsAt', 'asc', ({ words }) =>
    remainingWords.every((word) => words.includes(word)),
  )
  return json(200, { items: presentEvents(snapshots), nextCursor })
})
