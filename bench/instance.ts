import { once } from 'node:events'

// Several instances in one process: each copy of settle's module keeps its own slots, so none waits for another.
const [eventId, count] = process.argv.slice(2)
type Settle = typeof import('../server/registrations/settle-event.ts').settleEvent
const settles: Settle[] = []
for (let copy = 0; copy < Number(count); copy++)
  settles.push((await import(`../server/registrations/settle-event.ts?copy=${copy}`)).settleEvent)

process.send!('ready')
await once(process, 'message')
const outcomes = await Promise.allSettled(settles.map((settle) => settle(eventId!, 'bench')))
// Who lost ten times in a row gives up; Pub/Sub would deliver its message again.
process.send!(outcomes.filter((one) => one.status === 'rejected').length)
process.disconnect()
