import { eventsList } from '../../contract/events.ts'
import { searchTerms } from '../../domain/events.ts'
import { documents, Timestamp } from '../../server/documents.ts'
import { presentEvents } from '../../server/events/event.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Published events, soonest first. Firestore looks for the longest word (or the tag); the others are looked for in what it finds. */
export default endpoint(eventsList, async ({ query, now }) => {
  const [first, ...others] = searchTerms(query.query, query.tag)
  const at = (time: string) => Timestamp.fromDate(new Date(time))
  let events = documents
    .events()
    .where('state', '==', 'published')
    .where('startsAt', '>=', at(query.from ?? now))
  if (query.to) events = events.where('startsAt', '<=', at(query.to))
  if (query.owner) events = events.where('ownerId', '==', query.owner)
  if (first) events = events.where('words', 'array-contains', first)
  const { snapshots, nextCursor } = await readPage(events, query, 'startsAt', 'asc', ({ words }) =>
    others.every((word) => words.includes(word)),
  )
  return json(200, { items: presentEvents(snapshots), nextCursor })
})
