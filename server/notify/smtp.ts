import { createTransport } from 'nodemailer'
import { config, requireValue } from '../config.ts'

const smtpUrl = requireValue('LABSEAT_SMTP_URL', config.mail.smtpUrl)
/** `Labseat <hello@labseat.example>` */
export const from = requireValue('LABSEAT_MAIL_FROM', config.mail.from)
export const webUrl = requireValue('LABSEAT_WEB_URL', config.mail.webUrl)
export const apiUrl = requireValue('LABSEAT_API_URL', config.mail.apiUrl)

/** One e-mail may take this long. Its delivery keeps its lease meanwhile (server/notify/mail-lease.ts). */
const sendTimeoutMs = 90_000

/** One e-mail to one person. */
export type Email = {
  to: string
  subject: string
  text: string
  html: string
  /** URL for one-click unsubscription by the mail program; RFC 8058. */
  unsubscribe?: string
  /** An iCalendar file that the mail program offers to put into the calendar: RFC 6047. */
  calendar?: { method: 'request' | 'cancel'; text: string }
}
/** @param lost stops the sending: another delivery may have the e-mail */
export type SendEmail = (email: Email, messageId: string, lost: AbortSignal) => Promise<void>

/**
 * Sends e-mail one by one over one connection: when the server crashes, the outcome of at most one e-mail is unknown. It does not retry:
 * mails/{id} holds what is left.
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
  return async ({ to, subject, text, html, unsubscribe, calendar }, messageId, lost) => {
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text,
      html,
      messageId,
      ...(calendar && {
        icalEvent: { method: calendar.method, filename: 'event.ics', content: calendar.text },
      }),
      // An e-mail that waited too long behind a silent server must not be sent after another delivery took over.
      signal: AbortSignal.any([lost, AbortSignal.timeout(sendTimeoutMs)]),
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

/** `refused`: the server never takes this e-mail. `later`: it may take it later. `down`: it takes no e-mail now. */
export type Failure = 'refused' | 'later' | 'down'

/** https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1; 421 means that the server shuts down. */
export const classifyFailure = (error: unknown): Failure => {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number }
  // The address is not valid, so there is nobody to send it to.
  if (code === 'EENVELOPE' && !responseCode) return 'refused'
  const isAboutEmail = command === 'RCPT TO' || command === 'DATA'
  if (!responseCode || !isAboutEmail || responseCode === 421) return 'down'
  return responseCode >= 500 ? 'refused' : 'later'
}
