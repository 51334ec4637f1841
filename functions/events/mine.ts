import { eventsMine } from '../../contract/events.ts'
import { documents } from '../../server/documents.ts'
import { presentEvents } from '../../server/events/event.ts'
import { readPage } from '../../server/read-page.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** The caller's own events, drafts too. */
export default endpoint(eventsMine, async ({ query, caller }) => {
  const events = documents
    .events()
    .where('organiserIds', 'array-contains', caller.uid)
    .where('state', 'in', ['draft', 'published', 'cancelled'])
  const { snapshots, nextCursor } = await readPage(events, query, 'startsAt', 'desc')
  return json(200, { items: presentEvents(snapshots), nextCursor })
})
