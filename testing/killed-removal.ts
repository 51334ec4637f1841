import { once } from 'node:events'
import { WriteBatch } from '@google-cloud/firestore'
import { removePerson } from '../server/people/remove-person.ts'

// Removes a person in a separate process, which is killed at one of its commits. `which` counts from 1.
const [{ uid, which }] = (await once(process, 'message')) as [{ uid: string; which: number }]
const commit = WriteBatch.prototype.commit
let commits = 0
WriteBatch.prototype.commit = async function (this: WriteBatch) {
  commits++
  if (commits < which) return commit.call(this)
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => undefined)
}
await removePerson(uid, 'killed', new Date().toISOString())
process.exit(3)
