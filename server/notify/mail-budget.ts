import type { Limit } from '../../contract/limits.ts'
import type { Mail, MailDocument } from '../../contract/mails.ts'
import { alwaysMailed } from '../../contract/notifications.ts'
import { describeError, type Log } from '../log.ts'
import { countEverywhere, instanceCounter, readWait, returnToken } from '../rate-limit.ts'

const hourSeconds = 3600
const daySeconds = 24 * hourSeconds

export type MailBudget = Mail['kind'] | 'security-notices'

/**
 * How many e-mails of each kind an address receives, from all people and all endpoints together. Each kind has a separate budget, so nobody
 * can use up another person's links for a new password, or hide a notice of a changed address behind other e-mails.
 */
export const mailBudgets: Readonly<Record<MailBudget, Limit>> = {
  'reset-password': { max: 3, seconds: 900 },
  'verify-email': { max: 5, seconds: daySeconds },
  // Anybody can name a stranger's address here.
  'change-email': { max: 3, seconds: daySeconds },
  // As many as a person may request.
  'email-changing': { max: 5, seconds: hourSeconds },
  notices: { max: 60, seconds: hourSeconds },
  'security-notices': { max: 20, seconds: hourSeconds },
}

/**
 * An instance sends so many notices to an address before it counts over all instances. So in a rush an ordinary notice costs no read. Each of
 * the few instances that send e-mail (scripts/deployment/resources/functions.ts) adds at most these to the budget.
 */
const uncountedNotices: Limit = { max: 3, seconds: hourSeconds }
const noticesHere = instanceCounter()

/** Mail servers deliver `ada+x@` to `ada@`, and Gmail ignores dots, so these spellings share a budget. */
export const mailboxOf = (address: string): string => {
  const [, local = '', domain = ''] = /^(.*)@(.*)$/.exec(address.toLowerCase()) ?? [undefined, address]
  const name = local.replace(/(?<=.)\+.*$/, '')
  return /^(gmail|googlemail)\.com$/.test(domain)
    ? `${name.replaceAll('.', '')}@gmail.com`
    : `${name}@${domain}`
}

/** The budget of one item of an e-mail. A notice about the safety of an account never waits behind notices of events. */
export const budgetOf = ({ kind, items }: MailDocument, item: number): MailBudget => {
  const content = kind === 'notices' ? items?.[item]?.content : undefined
  return content && alwaysMailed.has(content.kind) ? 'security-notices' : kind
}

const keyOf = (kind: MailBudget) => `mail ${kind}`

/**
 * Counts an e-mail of this kind to this address.
 *
 * @returns how long the e-mail has to wait, in milliseconds, and how to take back the count if the e-mail was not sent
 */
export const countMail = async (
  kind: MailBudget,
  to: string,
  log: Log,
): Promise<{ waitMs: number; undo: () => Promise<void> }> => {
  const mailbox = mailboxOf(to)
  if (kind === 'notices' && noticesHere.take(kind, mailbox, uncountedNotices) === 0)
    return { waitMs: 0, undo: async () => noticesHere.putBack(kind, mailbox, uncountedNotices) }
  const waitMs = await countEverywhere(keyOf(kind), mailbox, mailBudgets[kind], log)
  const undo = () =>
    returnToken(keyOf(kind), mailbox, mailBudgets[kind]).catch((error: unknown) =>
      log('WARNING', 'The count of an e-mail could not be taken back.', { kind, ...describeError(error) }),
    )
  return { waitMs, undo }
}

/** How long the next e-mail of this kind to this address would have to wait, in milliseconds. Counts nothing. */
export const readMailWait = (kind: MailBudget, to: string): Promise<number> =>
  readWait(keyOf(kind), mailboxOf(to), mailBudgets[kind])
