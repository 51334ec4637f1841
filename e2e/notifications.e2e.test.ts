import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db, documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { measureBell, storeNotices } from '../testing/bell.ts'
import { launchBrowser, openPage } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { linksIn, readMailTo, waitForMail } from '../testing/mail.ts'
import { signUp } from '../testing/people.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'
import { waitUntil } from '../testing/wait-until.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('a person with a seat gets an e-mail, whose last link stops further e-mails of that kind', async () => {
  const [olga, erik] = await Promise.all([signUp('Olga'), signUp('Erik')])
  const first = await publishEvent(olga)
  await api('POST', `/v1/events/${first.id}/registrations`, undefined, erik)
  const mail = await waitForMail(erik.email, 'You have a seat')
  expect(linksIn(mail)[0]).toBe(`${process.env.WEB_URL}/events/${first.id}`)

  const { context, page, complaints } = await openPage(browser)
  await page.goto(linksIn(mail).at(-1)!)
  await page.getByRole('button', { name: 'Stop these e-mails' }).click()
  await page.getByText('You no longer get e-mail about your seats').waitFor()
  expect(complaints).toEqual([])
  await context.close()

  const second = await publishEvent(olga)
  await api('POST', `/v1/events/${second.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, second.id)
  await waitUntil('the queue is empty', async () => {
    const waiting = await documents.mails().where('state', '==', 'pending').where('attempts', '>=', 0).get()
    // The organiser's digest is sent later.
    return waiting.docs.every((doc) => doc.data().items?.[0]?.content === undefined)
  })
  expect((await readMailTo(erik.email)).filter(({ subject }) => subject.includes('a seat'))).toHaveLength(1)
})

test('a thousand notifications load page by page, and can be deleted singly or all at once', async () => {
  const nina = await signUp('Nina')
  await storeNotices(nina.uid, 1000)
  const { context, page, complaints } = await openPage(browser)
  await signInAndOpen(page, nina, '/notifications')
  await page.getByText('Workshop 999 has changed').waitFor()
  const rows = page.locator('main li')
  const countBefore = await rows.count()
  expect(countBefore).toBe(50)
  await page.getByRole('button', { name: 'Show more' }).click()
  // The welcome is the newest notification.
  await page.getByText('Workshop 901 has changed').waitFor()
  expect(await rows.count()).toBe(100)

  await page.getByRole('button', { name: 'Mark as read: Workshop 998 has changed' }).click()
  await page.getByRole('button', { name: 'Mark as unread: Workshop 998 has changed' }).waitFor()
  await page.getByRole('button', { name: 'Delete: Workshop 999 has changed' }).click()
  await page.getByText('Workshop 999 has changed').waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Unread', exact: true }).click()
  await page.getByText('Workshop 997 has changed').waitFor()
  await page.getByText('Workshop 998 has changed').waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Clear all' }).click()
  await page.getByRole('button', { name: 'Delete all' }).click()
  await page.getByText('No unread notifications').waitFor()
  expect((await documents.notifications(nina.uid).count().get()).data().count).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
})

test('with a thousand unread notifications, the bell opens and shows a new one in under 100 ms of scripting each', async () => {
  const nora = await signUp('Nora')
  await storeNotices(nora.uid, 1000)
  const { context, page } = await openPage(browser)
  await signInAndOpen(page, nora, '/seats')
  const { opening, hearing } = await measureBell(page, nora.uid)
  expect(opening).toBeLessThan(100)
  expect(hearing).toBeLessThan(100)
  await context.close()
})
