import { once } from 'node:events'

// Several instances in one process. Each copy of the module has its own queue, so no copy waits for another copy.
const [eventId, count] = process.argv.slice(2)
type Settle = typeof import('../server/registrations/settle-event.ts').settleEvent
const settles: Settle[] = []
for (let copy = 0; copy < Number(count); copy++)
  settles.push((await import(`../server/registrations/settle-event.ts?copy=${copy}`)).settleEvent)

process.send!('ready')
await once(process, 'message')
const outcomes = await Promise.allSettled(settles.map((settleEvent) => settleEvent(eventId!, 'bench')))
// A call gives up after ten conflicts in a row. Pub/Sub would then redeliver its message.
process.send!(outcomes.filter((outcome) => outcome.status === 'rejected').length)
process.disconnect()
