import { eventsCreate } from '../../contract/events.ts'
import { searchWords } from '../../domain/event-search.ts'
import { type ExistingEvent, nextReminder, presentEvent, timeProblems } from '../../domain/events.ts'
import { fullName } from '../../domain/full-name.ts'
import { noStars } from '../../domain/reviews.ts'
import { emptyLine } from '../../domain/waiting-line.ts'
import { db, documents } from '../../server/documents.ts'
import { invalidInput } from '../../server/problem.ts'
import { requireRoomForEvent } from '../../server/quotas.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Creates an event, its link and its empty waiting line in one commit. */
export default endpoint(eventsCreate, async ({ body, caller, now, commit, saveReply }) => {
  const { url, ...location } = body.location
  const { endsAt = null, timeZone = 'UTC', price = null, tags = [], state = 'draft' } = body
  const owner = (await documents.person(caller.uid).get()).data()
  const event: ExistingEvent = {
    ...body,
    endsAt,
    timeZone,
    location,
    price,
    tags,
    state,
    ownerId: caller.uid,
    ownerName: owner ? fullName(owner) : caller.name,
    organiserIds: [caller.uid],
    seatsTaken: 0,
    waitlisted: 0,
    stars: noStars,
    words: [],
    settledAt: null,
    unsettled: false,
    remindAt: body.state === 'published' ? nextReminder(body.startsAt, now) : null,
    createdAt: now,
    updatedAt: now,
  }
  event.words = searchWords(event)
  const problems = timeProblems(event, now)
  if (problems.length > 0) throw invalidInput(problems)
  await requireRoomForEvent(caller, owner?.createdAt ?? now, state, now)

  const ref = documents.events().doc()
  const reply = json(201, presentEvent(ref.id, event, url))
  const batch = db.batch()
  batch.create(ref, event)
  batch.create(documents.eventAccess(ref.id), { url: url ?? null })
  batch.create(documents.line(ref.id), emptyLine)
  saveReply(batch, reply)
  await commit(batch, ref.path)
  return reply
})
