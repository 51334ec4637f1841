import type { DocumentSnapshot } from '@google-cloud/firestore'
import type { UserRecord } from 'firebase-admin/auth'
import type { AccountMail, MailDocument, Notice } from '../../contract/mails.ts'
import { alwaysMailed, groupOf, type NotificationContent } from '../../contract/notifications.ts'
import type { Person } from '../../contract/people.ts'
import { type Invitation, readInvitations } from '../calendars/read-invitations.ts'
import { db, documents } from '../documents.ts'
import { auth } from '../firebase-admin.ts'
import { readableData, seePerson } from '../readable.ts'
import { composeAccountMail, composeNoticeMail } from './compose-mail.ts'
import { createUnsubscribeToken } from './mail-token.ts'
import { type Email, from, webUrl } from './smtp.ts'

/** Firebase takes at most this many people in a call. */
const maxPerLookup = 100

const languageOf = (person: Person | undefined) => person?.preferences?.language ?? 'en'

/** Firebase's link leads to a page of Firebase. Ours takes the same `mode` and `oobCode`. */
const toActionPath = async (link: Promise<string>): Promise<string> => {
  const { searchParams } = new URL(await link)
  const [mode, oobCode] = [searchParams.get('mode') ?? '', searchParams.get('oobCode') ?? '']
  return `/account/action?${new URLSearchParams({ mode, oobCode })}`
}

const createLink = (mail: Exclude<AccountMail, { kind: 'email-changing' }>): Promise<string> => {
  if (mail.kind === 'verify-email') return auth.generateEmailVerificationLink(mail.email)
  if (mail.kind === 'reset-password') return auth.generatePasswordResetLink(mail.email)
  return auth.generateVerifyAndChangeEmailLink(mail.email, mail.newEmail)
}

/** @returns undefined if the account no longer exists, has another address, or has nothing to confirm */
const prepareAccountMail = async (mail: AccountMail): Promise<Email | undefined> => {
  try {
    // The old address gets this e-mail even if the new one is already confirmed.
    if (mail.kind === 'email-changing')
      return composeAccountMail(
        mail,
        languageOf(seePerson(await documents.person(mail.uid).get())),
        '/settings',
      )
    const user = await auth.getUserByEmail(mail.email)
    if ('uid' in mail && user.uid !== mail.uid) return undefined
    if (user.disabled || (mail.kind === 'verify-email' && user.emailVerified)) return undefined
    const path = await toActionPath(createLink(mail))
    const person = seePerson(await documents.person(user.uid).get())
    return composeAccountMail(mail, languageOf(person), path)
  } catch (error) {
    const { code } = error as { code?: string }
    // The new address may have been taken meanwhile.
    if (code === 'auth/user-not-found' || code === 'auth/email-already-exists') return undefined
    throw error
  }
}

const readContent = async ({
  uid,
  notificationId,
  content,
}: Notice): Promise<NotificationContent | undefined> => {
  if (content) return content
  const stored = readableData(await documents.notifications(uid).doc(notificationId).get())
  return stored && { kind: stored.kind, values: stored.values ?? {}, link: stored.link }
}

/** A notice without `content` counts as turned on: its kind is not known yet. */
const isTurnedOff = ({ content }: Notice, person: Person | undefined): boolean =>
  content !== undefined &&
  !alwaysMailed.has(content.kind) &&
  person?.preferences?.mail?.[groupOf[content.kind]] === false

/** The address in `Labseat <hello@labseat.example>`. */
const ownAddress = /<([^>]+)>/.exec(from)?.[1] ?? from

/** The entry for the calendar of the recipient. Loaded for the first one: most e-mail has none. */
const writeInvitation = async ({ method, entry }: Invitation, attendee: string, now: string) => {
  const { writeCalendar } = await import('../calendars/write-calendar.ts')
  const invitation = { organiser: ownAddress, organiserName: 'Labseat', attendee }
  return { method, text: writeCalendar([entry], { method, webUrl, now, invitation }) }
}

/** @returns undefined for an unconfirmed address, because anybody can sign up with it, and for a group that the person has turned off */
const prepareNoticeMail = async (
  notice: Notice,
  user: UserRecord | undefined,
  person: Person | undefined,
  invitation: Invitation | undefined,
  now: string,
): Promise<Email | undefined> => {
  if (!user?.email || !user.emailVerified || user.disabled || !person) return undefined
  const content = await readContent(notice)
  if (!content) return undefined
  const group = groupOf[content.kind]
  const reader = { ...person.preferences, language: languageOf(person) }
  if (alwaysMailed.has(content.kind)) return composeNoticeMail(user.email, reader, content)
  if (person.preferences?.mail?.[group] === false) return undefined
  return {
    ...composeNoticeMail(user.email, reader, content, createUnsubscribeToken(notice.uid, group)),
    ...(invitation && { calendar: await writeInvitation(invitation, user.email, now) }),
  }
}

/** In the order of the notices. A notice that is read later has none: it is about more than one seat. */
const readInvitationsOf = async (notices: readonly Notice[]): Promise<(Invitation | undefined)[]> => {
  const known = notices.flatMap(({ uid, content }) => (content ? [{ uid, content }] : []))
  const invitations = (await readInvitations(known)).values()
  return notices.map(({ content }) => (content ? invitations.next().value : undefined))
}

/**
 * Prepares the items of a mail that are left. `email` is undefined if there is no recipient. Addresses are looked up now and stored
 * nowhere.
 */
export async function* prepareMails(
  mail: MailDocument,
): AsyncGenerator<{ item: number; email: Email | undefined }> {
  if (mail.kind !== 'notices') {
    yield { item: 0, email: await prepareAccountMail(mail as AccountMail) }
    return
  }
  const items = mail.items ?? []
  for (let first = 0; first < mail.left.length; first += maxPerLookup) {
    const batch = mail.left.slice(first, first + maxPerLookup)
    const uids = [...new Set(batch.map((item) => items[item]!.uid))]
    const people = await db.getAll(
      ...uids.map((uid) => documents.person(uid) as FirebaseFirestore.DocumentReference),
    )
    // A person with a damaged profile still has a seat, so they get the e-mail too.
    const personById = new Map(
      people.map((snapshot) => [snapshot.id, seePerson(snapshot as DocumentSnapshot<Person>)]),
    )
    // Look up only the addresses of people who may want the e-mail.
    const uidsToLookUp = uids.filter((uid) =>
      batch.some((item) => items[item]!.uid === uid && !isTurnedOff(items[item]!, personById.get(uid))),
    )
    const { users } =
      uidsToLookUp.length > 0 ? await auth.getUsers(uidsToLookUp.map((uid) => ({ uid }))) : { users: [] }
    const accounts = new Map(users.map((user) => [user.uid, user]))
    const invitations = await readInvitationsOf(batch.map((item) => items[item]!))
    for (const [index, item] of batch.entries()) {
      const notice = items[item]!
      const { uid } = notice
      yield {
        item,
        email: await prepareNoticeMail(
          notice,
          accounts.get(uid),
          personById.get(uid),
          invitations[index],
          mail.createdAt,
        ),
      }
    }
  }
}
