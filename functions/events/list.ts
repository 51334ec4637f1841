import { eventsList } from '../../contract/events.ts'
import { eventSearch } from '../../domain/event-search.ts'
import { documents, Timestamp } from '../../server/documents.ts'
import { notOver, presentEvents } from '../../server/events/event.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Published events that run or come, soonest first. Firestore filters by the tag or the longest word; the whole query is compared in memory. */
export default endpoint(eventsList, async ({ query, now }) => {
  const { term, finds } = eventSearch(query.query, query.tag)
  const at = (time: string) => Timestamp.fromDate(new Date(time))
  const published = documents.events().where('state', '==', 'published')
  let events = query.from ? published.where('startsAt', '>=', at(query.from)) : published.where(notOver(now))
  const order = query.from ? 'startsAt' : ['startsAt', 'endsAt']
  if (query.to) events = events.where('startsAt', '<=', at(query.to))
  if (query.owner) events = events.where('ownerId', '==', query.owner)
  if (term) events = events.where('words', 'array-contains', term)
  const { snapshots, nextCursor } = await readPage(events, query, order, 'asc', finds)
  return json(200, { items: presentEvents(snapshots), nextCursor })
})
