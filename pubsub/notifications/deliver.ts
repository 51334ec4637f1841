import { subscriber } from '../subscriber.ts'
import { announce } from './announce.ts'
import { sendMail } from './mail.ts'

/** Tells people: in the app, or by e-mail. */
export default subscriber('user-notification', (message, { now, log }) =>
  'mailId' in message ? sendMail(message.mailId, now, log) : announce(message, now),
)
