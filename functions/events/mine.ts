import { eventsMine } from '../../contract/events.ts'
import { documents } from '../documents.ts'
import { endpoint } from '../endpoint.ts'
import { pageOf } from '../page.ts'
import { presented } from './event.ts'

/** The caller's own events, drafts too. */
export default endpoint(eventsMine, async ({ query, caller }) => {
  const events = documents
    .events()
    .where('organiserIds', 'array-contains', caller.uid)
    .where('state', 'in', ['draft', 'published', 'cancelled'])
  const { snapshots, nextCursor } = await pageOf(events, query, 'startsAt', 'desc')
  return { status: 200, body: { items: snapshots.map((one) => presented(one.id, one.data())), nextCursor } }
})
