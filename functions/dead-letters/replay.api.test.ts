import { beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Event } from '../../contract/events.ts'
import { type Message, messages, type Topic } from '../../contract/messages.ts'
import { sweep } from '../../pubsub/sweep/run.ts'
import { db, documents, Timestamp } from '../../server/documents.ts'
import { createLogger } from '../../server/log.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { addDeadLetter } from '../../testing/dead-letters.ts'
import { emptyFirestore } from '../../testing/empty-firestore.ts'
import { publishEvent } from '../../testing/events.ts'
import { linesOf, newTrace } from '../../testing/logs.ts'
import { asPerson, type Person, signUp } from '../../testing/people.ts'
import { readAllDocuments } from '../../testing/read-all-documents.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { waitUntil } from '../../testing/wait-until.ts'

let adam: Person
let erik: Person
let event: Event
let account: CloudAccount
let cluster: { clusterId: string; runId: string }
beforeAll(async () => {
  await emptyFirestore()
  const [olga, otto] = await Promise.all([asPerson('Olga'), asPerson('Otto', { role: 'operator' })])
  ;[adam, erik] = await Promise.all([asPerson('Adam', { role: 'admin' }), signUp('Erik')])
  ;[event, account] = await Promise.all([
    publishEvent(olga),
    connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } }),
  ])
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  cluster = await storeCluster(otto, account, { state: 'provisioning', busy: true }, { state: 'queued' })
  // A digest still collects, and its time is later.
  const soon = Timestamp.fromMillis(Date.now() + 90_000)
  const unsent = documents.mails().where('state', '==', 'pending').where('nextAt', '<=', soon)
  const sent = documents.mails().where('state', '==', 'sent')
  await waitUntil('all e-mail is sent', async () => (await unsent.get()).empty && (await sent.get()).size > 0)
}, 120_000)

const later = new Date(Date.now() + 60_000).toISOString()
/** For each topic a message whose work is done. A new topic without one doesn't compile. */
const doneWork: { [T in Topic]: () => Promise<Message<T>[]> } = {
  'user-registered': async () => [{ uid: erik.uid }],
  // Firestore has no change as late as this, so the event is read and settled once more.
  'registration-requested': async () => [{ eventId: event.id, at: later }],
  'event-capacity-changed': async () => [{ eventId: event.id, at: later }],
  'user-notification': async () => {
    const sent = await documents.mails().where('state', '==', 'sent').limit(1).get()
    return [
      { mailId: sent.docs[0]!.id },
      { eventId: event.id, kind: 'event-changed', change: 'a-change-that-is-announced' },
    ]
  },
  activity: async () => {
    const stored = await documents.activityCollection().limit(2).get()
    return [{ items: stored.docs.map((snapshot) => snapshot.data()) }]
  },
  'cluster-run': async () => [{ ...cluster, attempt: 1 }],
  'cloud-account-due': async () => [{ accountId: account.id }],
  // The event has no lab that is due.
  'lab-due': async () => [{ eventId: event.id }],
  // Nobody has opened a lab there.
  'lab-place': async () => [{ eventId: event.id, userId: 'nobody' }],
  sweep: async () => {
    // The other messages take so long that the run of the test counts as lost. This sweep does that work.
    await sweep(new Date().toISOString(), 'sweep', createLogger())
    return [{}]
  },
}

/** One function settles events for both topics, and its log names the first. */
const loggedTopic = (topic: Topic) => (topic === 'event-capacity-changed' ? 'registration-requested' : topic)

/** What a replay itself writes, and the result of a sweep. */
/** An organiser's e-mail about new registrations is sent when its quarter of an hour is over, so that the clock alone can change it. */
const ofReplay = /^(deadLetters|system|limits|idempotency)\/|^mails\/new-registrations_/
/** The last write of each document. Two equal results mean that nothing was written between them. */
const writesOf = async () => {
  const stored = Object.entries(await readAllDocuments(db)).filter(
    ([path, snapshot]) => !ofReplay.test(path) && snapshot.get('action') !== 'dead-letters-replay',
  )
  return Object.fromEntries(
    stored.map(([path, { updateTime }]) => [path, updateTime!.toDate().toISOString()]),
  )
}

describe.each(Object.keys(messages) as Topic[])('%s', (topic) => {
  test('a message whose work is done may be replayed twice, and changes nothing', async () => {
    for (const message of await doneWork[topic]()) {
      const id = await addDeadLetter({ topic, payload: JSON.stringify(message) })
      const writesBefore = await writesOf()
      for (const replays of [1, 2]) {
        const { traceId, headers } = newTrace()
        const { status, body, text } = await api(
          'POST',
          `/v1/dead-letters/${id}/replay`,
          undefined,
          adam,
          headers,
        )
        expect({ status, replays: body.replays }, text).toEqual({ status: 200, replays })
        await waitUntil('the message is handled', () =>
          linesOf(traceId).some(
            (line) => line.message === 'A message was handled.' && line.topic === loggedTopic(topic),
          ),
        )
      }
      expect(await writesOf()).toEqual(writesBefore)
    }
  })
})
