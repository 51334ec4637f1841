import { settleEvent } from '../../server/registrations/settle-event.ts'
import { subscriber } from '../subscriber.ts'

/** Handles both topics that ask to settle an event: `registration-requested` and `event-capacity-changed`. */
export default subscriber('registration-requested', ({ eventId, at }, { messageId }) =>
  settleEvent(eventId, messageId, at),
)
