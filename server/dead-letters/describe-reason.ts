import * as z from 'zod'
import { cutText } from '../../domain/text.ts'
import { config } from '../config.ts'

const maxLength = 500

/** The secrets of this process. An error of a library may quote one. */
const secrets = (): string[] => {
  const { hmacKeys, mail } = config
  const password = mail.smtpUrl && URL.canParse(mail.smtpUrl) ? new URL(mail.smtpUrl).password : ''
  return [...hmacKeys, mail.smtpUrl, password, decodeURIComponent(password)].filter(
    (secret): secret is string => Boolean(secret),
  )
}

/** Why a message failed, in a line for admins: without secrets, e-mail addresses and the queries of URLs. */
export const describeReason = (error: unknown): string => {
  const text =
    error instanceof z.ZodError
      ? `The message does not match the contract: ${error.issues.map(({ path, message }) => `${path.join('.') || 'message'}: ${message}`).join('; ')}`
      : error instanceof Error
        ? error.message
        : String(error)
  let reason = text.replace(/\s+/g, ' ').trim()
  for (const secret of secrets()) reason = reason.replaceAll(secret, '…')
  const shown = reason.replace(/[^\s<>"'(]+@[^\s<>"')]+/g, '…').replace(/(https?:\/\/[^\s?]+)\?\S+/g, '$1?…')
  return cutText(shown.toWellFormed(), maxLength)
}
