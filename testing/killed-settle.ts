import { WriteBatch } from '@google-cloud/firestore'
import { settleEvent } from '../server/registrations/settle-event.ts'

// Settles an event in a separate process, which is killed `before` or `after` its first commit.
const [eventId, moment] = process.argv.slice(2)
const commit = WriteBatch.prototype.commit
WriteBatch.prototype.commit = async function (this: WriteBatch) {
  if (moment === 'after') await commit.call(this)
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => undefined)
}
await settleEvent(eventId!, 'killed')
