import { createTransport } from 'nodemailer'
import { config } from '../config.ts'

const required = (name: string, value: string | undefined): string => {
  if (value) return value
  throw new Error(`${name} must be set where e-mail is sent (docs/deployment.md).`)
}

const smtpUrl = required('LABSEAT_SMTP_URL', config.mail.smtpUrl)
/** `Labseat <hello@labseat.example>` */
export const from = required('LABSEAT_MAIL_FROM', config.mail.from)
export const webUrl = required('LABSEAT_WEB_URL', config.mail.webUrl)
export const apiUrl = required('LABSEAT_API_URL', config.mail.apiUrl)

/** An e-mail that is not sent by then is not sent at all, in milliseconds: less than the lease in mail.ts. */
const longest = 90_000

/** One e-mail to one person, ready to be sent. */
export type Email = {
  to: string
  subject: string
  text: string
  html: string
  /** Where mail programs unsubscribe by themselves; RFC 8058. */
  unsubscribe?: string
}
export type SendEmail = (letter: Email, messageId: string) => Promise<void>

/**
 * One connection a process, one e-mail after the other: when the server dies, there is at most one of which nobody knows whether it was
 * taken. Nothing is tried again here, since mails/{id} knows what is left. Times are in milliseconds.
 */
export const createMailer = (url: string): SendEmail => {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    maxRequeues: 0,
    idleTimeout: 2_000,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ to, subject, text, html, unsubscribe }, messageId) => {
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId,
      // Behind others that a silent server holds up: better not sent than sent after somebody else has taken over.
      signal: AbortSignal.timeout(longest),
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribe && {
          'List-Unsubscribe': `<${unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
    })
  }
}

export const sendEmail = createMailer(smtpUrl)

/** `refused`: this e-mail never goes to this person. `later`: it may. `down`: the server takes nothing from anybody now. */
export type Failure = 'refused' | 'later' | 'down'

/** What a failure says of the others: https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1; 421 is the server itself leaving. */
export const classifyFailure = (error: unknown): Failure => {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number }
  // Not even a message could be made of it: there is no address.
  if (code === 'EENVELOPE' && !responseCode) return 'refused'
  const ofThisOne = command === 'RCPT TO' || command === 'DATA'
  if (!responseCode || !ofThisOne || responseCode === 421) return 'down'
  return responseCode >= 500 ? 'refused' : 'later'
}
