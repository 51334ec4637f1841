import type { UserRecord } from 'firebase-admin/auth'
import type { AccountMail, MailDocument, Notice } from '../../contract/mails.ts'
import { groupOf, type NotificationContent } from '../../contract/notifications.ts'
import type { Person } from '../../contract/people.ts'
import { db, documents } from '../documents.ts'
import { auth } from '../firebase-admin.ts'
import { composeAccountMail, composeNoticeMail } from './compose-mail.ts'
import { createUnsubscribeToken } from './mail-token.ts'
import type { Email } from './smtp.ts'

/** So many people are looked up at once: the most Firebase takes in a call. */
const most = 100

const languageOf = (person: Person | undefined) => person?.preferences?.language ?? 'en'

/** Firebase's own link leads to a page of Firebase's; ours takes the same `mode` and `oobCode`. */
const actionPath = async (link: Promise<string>): Promise<string> => {
  const { searchParams } = new URL(await link)
  const [mode, oobCode] = [searchParams.get('mode') ?? '', searchParams.get('oobCode') ?? '']
  return `/account/action?${new URLSearchParams({ mode, oobCode })}`
}

const accountLink = (mail: Exclude<AccountMail, { kind: 'email-changing' }>): Promise<string> => {
  if (mail.kind === 'verify-email') return auth.generateEmailVerificationLink(mail.email)
  if (mail.kind === 'reset-password') return auth.generatePasswordResetLink(mail.email)
  return auth.generateVerifyAndChangeEmailLink(mail.email, mail.newEmail)
}

/** Nothing, where the account is gone or has another address by now, or where there is nothing left to confirm. */
const accountLetterFor = async (mail: AccountMail): Promise<Email | undefined> => {
  try {
    // The old address hears of the change even when the new one was quicker.
    if (mail.kind === 'email-changing')
      return composeAccountMail(
        mail,
        languageOf((await documents.person(mail.uid).get()).data()),
        '/settings',
      )
    const user = await auth.getUserByEmail(mail.email)
    if ('uid' in mail && user.uid !== mail.uid) return undefined
    if (user.disabled || (mail.kind === 'verify-email' && user.emailVerified)) return undefined
    const path = await actionPath(accountLink(mail))
    const person = (await documents.person(user.uid).get()).data()
    return composeAccountMail(mail, languageOf(person), path)
  } catch (error) {
    const { code } = error as { code?: string }
    // A new address that somebody took in the meantime gets no link either.
    if (code === 'auth/user-not-found' || code === 'auth/email-already-exists') return undefined
    throw error
  }
}

const contentOf = async ({
  uid,
  notificationId,
  content,
}: Notice): Promise<NotificationContent | undefined> => {
  if (content) return content
  const kept = (await documents.notifications(uid).doc(notificationId).get()).data()
  return kept && { kind: kept.kind, values: kept.values ?? {}, link: kept.link }
}

/** As far as the notice itself says what it is about. */
const isTurnedOff = ({ content }: Notice, person: Person | undefined): boolean =>
  content !== undefined && person?.preferences?.mail?.[groupOf[content.kind]] === false

/** To a confirmed address only, for anybody can sign up with somebody else's, and not of a group the person has turned off. */
const noticeLetterFor = async (
  notice: Notice,
  user: UserRecord | undefined,
  person: Person | undefined,
): Promise<Email | undefined> => {
  if (!user?.email || !user.emailVerified || user.disabled || !person) return undefined
  const content = await contentOf(notice)
  if (!content) return undefined
  const group = groupOf[content.kind]
  if (person.preferences?.mail?.[group] === false) return undefined
  return composeNoticeMail(user.email, languageOf(person), content, createUnsubscribeToken(notice.uid, group))
}

/** What is left of a mail, item by item; without a letter where there is nobody to send it to. Addresses are looked up now, and kept nowhere. */
export async function* prepareMails(
  mail: MailDocument,
): AsyncGenerator<{ item: number; letter: Email | undefined }> {
  if (mail.kind !== 'notices') {
    yield { item: 0, letter: await accountLetterFor(mail as AccountMail) }
    return
  }
  const items = mail.items ?? []
  for (let first = 0; first < mail.left.length; first += most) {
    const some = mail.left.slice(first, first + most)
    const uids = [...new Set(some.map((item) => items[item]!.uid))]
    const people = await db.getAll(
      ...uids.map((uid) => documents.person(uid) as unknown as FirebaseFirestore.DocumentReference),
    )
    const known = new Map(people.map((one) => [one.id, one.data() as Person | undefined]))
    // Firebase is asked for the address of those alone who may want it.
    const asked = uids.filter((uid) =>
      some.some((item) => items[item]!.uid === uid && !isTurnedOff(items[item]!, known.get(uid))),
    )
    const { users } = asked.length > 0 ? await auth.getUsers(asked.map((uid) => ({ uid }))) : { users: [] }
    const accounts = new Map(users.map((user) => [user.uid, user]))
    for (const item of some) {
      const notice = items[item]!
      yield { item, letter: await noticeLetterFor(notice, accounts.get(notice.uid), known.get(notice.uid)) }
    }
  }
}
