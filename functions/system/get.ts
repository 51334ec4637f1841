import { systemGet } from '../../contract/system.ts'
import { documents } from '../../server/documents.ts'
import { readableData } from '../../server/readable.ts'
import { listUnreadable } from '../../server/system/find-unreadable.ts'
import { findTroubledClusters } from '../../server/system/troubled-clusters.ts'
import {
  countFailedMails,
  failingMessages,
  waitingDeadLetters,
  waitingMails,
  waitingRegistrations,
} from '../../server/system/waiting-work.ts'
import { getVersion } from '../../server/version.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** What waits and what needs a person. Each part reads at most a hundred documents. */
export default endpoint(systemGet, async ({ now }) => {
  const [registrations, mails, messages, failedMails, deadLetters, clusters, unreadable, sweep] =
    await Promise.all([
      waitingRegistrations(),
      waitingMails(now),
      failingMessages(now),
      countFailedMails(),
      waitingDeadLetters(),
      findTroubledClusters(now),
      listUnreadable(),
      documents.sweep().get(),
    ])
  return json(200, {
    version: getVersion(),
    waiting: { registrations, mails, messages },
    failedMails,
    deadLetters,
    clusters,
    unreadable,
    sweep: readableData(sweep) ?? null,
  })
})
