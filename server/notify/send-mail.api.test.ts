import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { getApps, initializeApp } from 'firebase-admin/app'
import { getAuth } from 'firebase-admin/auth'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Mail, MailDocument } from '../../contract/mails.ts'
import type { PreferencesChange } from '../../contract/people.ts'
import { mailServer, type Received } from '../../testing/mail-server.ts'
import { asPerson, type Person, unique, withAccount } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { db, documents, Timestamp } from '../documents.ts'
import { limitRef } from '../rate-limit.ts'
import { mailboxOf } from './mail-budget.ts'
import { queueMail } from './mail-queue.ts'
import { eventNotice, newSignInNotice } from './notice-content.ts'
import { sendMail } from './send-mail.ts'
import { createMailer, type SendEmail } from './smtp.ts'

const auth = getAuth(getApps()[0] ?? initializeApp({ projectId: process.env.GOOGLE_CLOUD_PROJECT! }))
const createAccount = async (name: string, { emailVerified = true } = {}): Promise<Person> => {
  const person = await asPerson(name)
  await withAccount(person, { emailVerified })
  return person
}

const start = Date.UTC(2031, 0, 1)
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString()
const seat = eventNotice('seat-confirmed', {
  id: 'workshop',
  title: 'Kubernetes <in> practice',
  startsAt: '2031-02-01T09:00:00.000Z',
  timeZone: 'Europe/Stockholm',
})
const queue = async (mail: Mail): Promise<string> => {
  const batch = db.batch()
  const id = documents.mails().doc().id
  queueMail(batch, id, mail, at(0))
  await batch.commit()
  return id
}
const queueNotices = (people: readonly Person[]) =>
  queue({
    kind: 'notices',
    items: people.map(({ uid }) => ({ uid, notificationId: 'seat', content: seat })),
  })
const readMail = async (id: string) => (await documents.mail(id).get()).data()!
const logLines: string[] = []
const log = (...words: unknown[]) => void logLines.push(JSON.stringify(words))
const send = (id: string, seconds: number, url: string) => sendMail(id, at(seconds), log, createMailer(url))
const countCopies = (received: readonly Received[]) =>
  Object.values(Object.groupBy(received, ({ messageId }) => messageId)).map((same) => same!.length)
const addresses = (received: readonly Received[]) => received.map(({ to }) => to).sort()
const emails = (people: readonly Person[]) => people.map(({ email }) => email).sort()

let people: Person[]
beforeAll(async () => {
  people = await Promise.all(['Ada', 'Bob', 'Cleo', 'Dan', 'Eve'].map((name) => createAccount(name)))
})

test('a notice is sent as text and HTML, with a link to its event and a link that stops e-mail of its group', async () => {
  await using server = await mailServer()
  const id = await queueNotices([people[0]!])
  await send(id, 0, server.url)
  const [{ source, messageId } = { source: '', messageId: '' }] = server.received
  const whole = source.replace(/=\r?\n/g, '').replace(/=3D/g, '=')
  expect(messageId).toBe(`<${id}.0@labseat.test>`)
  expect(whole).toContain('Subject: You have a seat at Kubernetes <in> practice')
  expect(whole).toContain('Content-Type: text/plain')
  expect(whole).toContain('Kubernetes &#60;in&#62; practice')
  expect(whole).toContain('It starts on Saturday')
  expect(whole).toContain('10:00')
  expect(whole).toContain(`${process.env.LABSEAT_WEB_URL}/events/workshop`)
  expect(whole).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(whole.replace(/\r?\n /g, ' ')).toMatch(
    /List-Unsubscribe: <http:\/\/localhost:\d+\/v1\/mail\/unsubscribe\?token=/,
  )
  expect(await readMail(id)).toMatchObject({ state: 'sent', left: [], refused: 0, attempts: 1 })
  await send(id, 3600, server.url)
  expect(server.received).toHaveLength(1)
})

test('while the mail server is down for an hour, no e-mail is lost and retries become rare', async () => {
  const { port, url, stop } = await mailServer()
  await stop()
  const id = await queueNotices(people)
  let attempts = 0
  for (let second = 0; second < 3600; ) {
    await send(id, second, url)
    attempts++
    const { state, nextAt } = await readMail(id)
    expect(state).toBe('pending')
    await send(id, second + 1, url)
    second = Math.ceil((Date.parse(nextAt) - start) / 1000)
  }
  expect(attempts).toBeLessThan(10)
  expect((await readMail(id)).attempts).toBe(attempts)
  await using server = await mailServer({ port })
  await send(id, 7200, url)
  expect(addresses(server.received)).toEqual(emails(people))
  expect((await readMail(id)).state).toBe('sent')
})

test('if the mail server dies after it accepted an e-mail, only that e-mail is sent twice, with one Message-ID', async () => {
  const id = await queueNotices(people)
  const first = await mailServer({ diesAfter: 3 })
  await send(id, 0, first.url)
  expect(first.received).toHaveLength(3)
  expect((await readMail(id)).left).toEqual([2, 3, 4])
  await using second = await mailServer({ port: first.port })
  await send(id, 600, second.url)
  const all = [...first.received, ...second.received]
  expect(countCopies(all).sort()).toEqual([1, 1, 1, 1, 2])
  expect(new Set(addresses(all))).toEqual(new Set(emails(people)))
  expect((await readMail(id)).state).toBe('sent')
})

describe('a problem with one address does not delay the others:', () => {
  const refuseBobWith = (code: number) => (address: string) =>
    address === people[1]!.email ? code : undefined
  const otherAddresses = () => emails(people.filter((person) => person !== people[1]))

  test('a refused address is counted and not retried', async () => {
    await using server = await mailServer({ refuses: refuseBobWith(550) })
    const id = await queueNotices(people)
    await send(id, 0, server.url)
    expect(addresses(server.received)).toEqual(otherAddresses())
    expect(await readMail(id)).toMatchObject({ state: 'sent', refused: 1 })
  })

  test('a temporarily refused address is retried alone', async () => {
    const server = await mailServer({ refuses: refuseBobWith(450) })
    const id = await queueNotices(people)
    await send(id, 0, server.url)
    expect(addresses(server.received)).toEqual(otherAddresses())
    expect(await readMail(id)).toMatchObject({ state: 'pending', left: [1] })
    await server.stop()
    await using later = await mailServer({ port: server.port })
    await send(id, 60, later.url)
    expect(addresses(later.received)).toEqual([people[1]!.email])
    expect((await readMail(id)).state).toBe('sent')
  })

  test('the log contains no address', () => {
    expect(logLines.length).toBeGreaterThan(0)
    expect(logLines.join()).not.toContain('@')
  })
})

test('after a sender is killed, the next one sends the unrecorded e-mail with the same Message-IDs', async () => {
  await using server = await mailServer()
  const id = await queueNotices(people)
  const killed = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../testing/killed-mail.ts'), id, server.url, '2'],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL'])
  expect(server.received.length).toBe(2)
  const now = Date.now()
  // The lease of the killed sender has not run out.
  await sendMail(id, new Date(now).toISOString(), log, createMailer(server.url))
  expect(server.received.length).toBe(2)
  await sendMail(id, new Date(now + 20_000).toISOString(), log, createMailer(server.url))
  expect(new Set(addresses(server.received))).toEqual(new Set(emails(people)))
  expect(countCopies(server.received).sort()).toEqual([1, 1, 1, 2, 2])
})

describe('the lease of a sender', () => {
  const times = { leaseMs: 20_000, renewMs: 5, marginMs: 2_000 }
  /** A mail server that answers after `release`, or never if the sender stops. */
  const slowServer = () => {
    const { promise, resolve: release } = Promise.withResolvers<void>()
    const started: string[] = []
    const send: SendEmail = async (_email, messageId, lost) => {
      started.push(messageId)
      const { promise: stopped, reject } = Promise.withResolvers<void>()
      lost.addEventListener('abort', () => reject(lost.reason))
      await Promise.race([promise, stopped])
    }
    return { send, started, release }
  }
  const waitForStart = ({ started }: ReturnType<typeof slowServer>) =>
    waitUntil('the e-mail is on its way', async () => started.length > 0)

  test('is renewed while the mail server works, so no other sender takes over', async () => {
    await using other = await mailServer()
    const slow = slowServer()
    const id = await queueNotices([people[0]!])
    const sent = sendMail(id, at(0), log, slow.send, times)
    await waitForStart(slow)
    const ends = new Set<string>([at(20)])
    await waitUntil('three renewals', async () => ends.add((await readMail(id)).nextAt).size > 3)
    await send(id, 20, other.url)
    slow.release()
    await sent
    expect(other.received).toEqual([])
    expect(await readMail(id)).toMatchObject({ state: 'sent', attempts: 1 })
  })

  test('that was not renewed ends the sending, and the next sender starts after it', async () => {
    const slow = slowServer()
    const id = await queueNotices([people[0]!])
    await sendMail(id, at(0), log, slow.send, { leaseMs: 100, renewMs: 3_600_000, marginMs: 50 })
    expect(slow.started).toHaveLength(1)
    expect(await readMail(id)).toMatchObject({ state: 'pending', left: [0], attempts: 1 })
    await using next = await mailServer()
    await send(id, 1, next.url)
    expect(next.received.map(({ messageId }) => messageId)).toEqual(slow.started)
    expect(await readMail(id)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('that another sender took ends the sending, and the first sender stores nothing', async () => {
    const slow = slowServer()
    const id = await queueNotices([people[0]!])
    const first = sendMail(id, at(0), log, slow.send, times)
    await waitForStart(slow)
    await using next = await mailServer()
    await send(id, 3600, next.url)
    await first
    expect(next.received).toHaveLength(1)
    expect(await readMail(id)).toMatchObject({ state: 'sent', attempts: 2, refused: 0 })
  })
})

test('five simultaneous senders send each e-mail once', async () => {
  await using server = await mailServer()
  const id = await queueNotices(people)
  await Promise.all(Array.from({ length: 5 }, () => send(id, 0, server.url)))
  expect(addresses(server.received)).toEqual(emails(people))
})

test('e-mail that cannot be sent for a day is given up, and its address is deleted', async () => {
  const { url, stop } = await mailServer()
  await stop()
  const { uid, email } = people[0]!
  const id = await queue({ kind: 'verify-email', uid, email })
  await send(id, 25 * 3600, url)
  // The address is confirmed already, so there is nothing to send.
  expect((await readMail(id)).state).toBe('sent')
  const reset = await queue({ kind: 'reset-password', email })
  await send(reset, 25 * 3600, url)
  expect(await readMail(reset)).toMatchObject({ state: 'failed', left: [0] })
  expect(JSON.stringify(await readMail(reset))).not.toContain('@')
  expect(logLines.at(-1)).toContain('given up')
})

describe('no e-mail is sent', () => {
  const expectNoMail = async (person: Person) => {
    await using server = await mailServer()
    const id = await queueNotices([person])
    await send(id, 0, server.url)
    expect(server.received).toEqual([])
    expect((await readMail(id)).state).toBe('sent')
  }
  test('to an address that is not confirmed', async () =>
    expectNoMail(await createAccount('Una', { emailVerified: false })))
  test('to a person without an account', async () => expectNoMail(await asPerson('Gone')))
  test('to a person who turned off e-mail of this group', async () => {
    const zoe = await createAccount('Zoe')
    const preferences: PreferencesChange = { mail: { registrations: false } }
    await documents.person(zoe.uid).update({ preferences })
    await expectNoMail(zoe)
    await documents.person(zoe.uid).update({ preferences: { mail: { events: false } } })
    await expect(expectNoMail(zoe)).rejects.toThrow()
  })
})

describe('a link', () => {
  const sendAndRead = async (mail: Mail) => {
    await using server = await mailServer()
    const id = await queue(mail)
    await send(id, 0, server.url)
    expect(JSON.stringify(await readMail(id))).not.toContain('oobCode')
    const [received] = server.received
    const text = received?.source.replace(/=\r?\n/g, '').replace(/=3D/g, '=') ?? ''
    const link = /https?:\S+\/account\/action\S+/.exec(text)?.[0]
    return { to: received?.to, query: link ? Object.fromEntries(new URL(link).searchParams) : undefined }
  }
  const useLink = async (oobCode: string, body: object = {}, what = 'update') => {
    const host = `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com/v1`
    const response = await fetch(`${host}/accounts:${what}?key=demo-key`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ oobCode, ...body }),
    })
    return response.status
  }

  test('confirms the address', async () => {
    const { uid, email } = await createAccount('Una', { emailVerified: false })
    const { to, query } = await sendAndRead({ kind: 'verify-email', uid, email })
    expect([to, query!.mode]).toEqual([email, 'verifyEmail'])
    expect(await useLink(query!.oobCode!)).toBe(200)
    expect((await auth.getUser(uid)).emailVerified).toBe(true)
  })

  test('sets a new password', async () => {
    const { email } = await createAccount('Ron')
    const { to, query } = await sendAndRead({ kind: 'reset-password', email })
    expect([to, query!.mode]).toEqual([email, 'resetPassword'])
    expect(await useLink(query!.oobCode!, { newPassword: 'another-one' }, 'resetPassword')).toBe(200)
  })

  test('to confirm a new address goes to that address and changes it', async () => {
    const { uid, email } = await createAccount('Max')
    const newEmail = `max-${unique()}@labseat.test`
    const { to, query } = await sendAndRead({ kind: 'change-email', uid, email, newEmail })
    expect([to, query!.mode]).toEqual([newEmail, 'verifyAndChangeEmail'])
    expect(await useLink(query!.oobCode!)).toBe(200)
    expect((await auth.getUser(uid)).email).toBe(newEmail)
  })

  test('is not created for an unknown address', async () => {
    expect(await sendAndRead({ kind: 'reset-password', email: `nobody-${unique()}@labseat.test` })).toEqual(
      {},
    )
  })
})

describe('an address that has had many e-mails', () => {
  const useUp = (kind: MailDocument['kind'], { email }: Person) =>
    limitRef(`mail ${kind}`, mailboxOf(email)).set({
      expiresAt: Timestamp.fromMillis(Date.now() + 30 * 86_400_000),
    })

  test('gets further notices later, and delays nobody else', async () => {
    const [ada, bob] = [await createAccount('Ada'), await createAccount('Bob')]
    await useUp('notices', ada)
    await using server = await mailServer()
    const ids: string[] = []
    for (let notices = 0; notices < 5; notices++) {
      const id = await queueNotices([ada, bob])
      await send(id, 0, server.url)
      ids.push(id)
    }
    // An instance sends the first few without a look at the count of all instances.
    const first = server.received.filter(({ to }) => to === ada.email).length
    expect(first).toBeLessThan(5)
    expect(server.received.filter(({ to }) => to === bob.email)).toHaveLength(5)
    expect(await readMail(ids.at(-1)!)).toMatchObject({ state: 'pending', left: [0] })
  })

  test('still gets a notice about a sign-in', async () => {
    const ada = await createAccount('Ada')
    await useUp('notices', ada)
    await using server = await mailServer()
    for (let notices = 0; notices < 5; notices++) {
      const content = newSignInNotice({ browser: 'Firefox', system: 'Linux' }, at(notices))
      const id = await queue({
        kind: 'notices',
        items: [{ uid: ada.uid, notificationId: `sign-in-${notices}`, content }],
      })
      await send(id, 0, server.url)
    }
    expect(server.received).toHaveLength(5)
  })

  test('still gets the link for a new password, and too many of them are dropped', async () => {
    const ada = await createAccount('Ada')
    await useUp('notices', ada)
    await useUp('verify-email', ada)
    await using server = await mailServer()
    const reset = async () => {
      const id = await queue({ kind: 'reset-password', email: ada.email })
      await send(id, 0, server.url)
      return (await readMail(id)).state
    }
    expect([await reset(), await reset(), await reset(), await reset()]).toEqual(Array(4).fill('sent'))
    expect(server.received).toHaveLength(3)
  })

  test('a server that takes no e-mail uses up no budget', async () => {
    const ada = await createAccount('Ada')
    const { port, url, stop } = await mailServer()
    await stop()
    const id = await queue({ kind: 'reset-password', email: ada.email })
    for (const second of [0, 1000, 3000, 6000, 10_000]) await send(id, second, url)
    await using server = await mailServer({ port })
    await send(id, 20_000, url)
    expect(server.received).toHaveLength(1)
  })
})
