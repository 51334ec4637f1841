import { servePlace } from '../../server/labs/serve-place.ts'
import { subscriber } from '../subscriber.ts'

/** Starts, restarts or stops the server of a person. It may open the secret of a hub; the endpoints of people may not. */
export default subscriber('lab-place', async ({ eventId, userId }, { now, log }) =>
  servePlace(eventId, userId, now, log),
)
