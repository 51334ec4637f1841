import { announceEvent } from '../../server/notify/announce-event.ts'
import { sendMail } from '../../server/notify/send-mail.ts'
import { subscriber } from '../subscriber.ts'

/** Notifies people, in the app or by e-mail. */
export default subscriber('user-notification', (message, { now, log }) =>
  'mailId' in message ? sendMail(message.mailId, now, log) : announceEvent(message, now),
)
