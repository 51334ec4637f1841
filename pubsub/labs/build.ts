import { buildLab } from '../../server/labs/build-lab.ts'
import { lookAtPlaces } from '../../server/labs/look-at-places.ts'
import { subscriber } from '../subscriber.ts'

/** Builds a lab whose time has come, and compares its servers with the seats. The sweep publishes the message every minute. */
export default subscriber('lab-due', async ({ eventId }, { now, log }) => {
  await buildLab(eventId, now)
  await lookAtPlaces(eventId, now, log)
})
