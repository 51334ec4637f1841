import { statusGet } from '../../contract/status.ts'
import { db } from '../../server/documents.ts'
import { describeError } from '../../server/log.ts'
import { Problem } from '../../server/problem.ts'
import { withinTimeout } from '../../server/within-timeout.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Anybody may call this, so an instance reads once in this time, however many callers there are. */
const validMs = 10_000
/** Shorter than the timeout of an uptime check (10 seconds by default), so that the check sees the answer. */
const timeoutMs = 5_000

/** Firestore retries by itself for up to a minute. */
const readDatabase = async (): Promise<void> => {
  const read = db.doc('status/probe').get()
  await withinTimeout(read, timeoutMs, () => new Error('no answer in time'))
}

let probe: { validUntil: number; done: Promise<void> } | undefined

/** Says only whether Labseat works. The reason of a failure is in the log. */
export default endpoint(statusGet, async ({ log }) => {
  if (!probe || probe.validUntil < Date.now())
    probe = { validUntil: Date.now() + validMs, done: readDatabase() }
  await probe.done.catch((error: unknown) => {
    log('ERROR', 'The database did not answer the status check.', describeError(error))
    throw new Problem('unavailable', 'Labseat does not work right now. Try again in a minute.', {
      retryAfter: 60,
    })
  })
  return json(200, { status: 'ok' })
})
