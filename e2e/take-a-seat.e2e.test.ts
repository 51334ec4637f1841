import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../server/documents.ts'
import { launchBrowser, openPage, phone } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { password, readMailedLinks, unique } from '../testing/people.ts'
import { assertSeatsAgree } from '../testing/seats.ts'
import { waitUntil } from '../testing/wait-until.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** Signs up on the page, opens the e-mail's link in another tab, and comes back. */
const signUp = async (page: Page, firstName: string): Promise<void> => {
  const username = `${firstName.toLowerCase()}-${unique()}`
  const email = `${username}@labseat.test`
  await page.goto('/sign-up')
  await page.getByLabel('First name').fill(firstName)
  await page.getByLabel('Last name').fill('Labseat')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page
    .getByText(/confirm your e-mail/i)
    .first()
    .waitFor()
  const link = await waitUntil('the e-mail', async () => (await readMailedLinks(email)).at(-1))
  const mail = await page.context().newPage()
  await mail.goto(link)
  await mail.close()
  await page.bringToFront()
  await page.evaluate(() => window.dispatchEvent(new Event('focus')))
  await page
    .getByText(/confirm your e-mail/i)
    .first()
    .waitFor({ state: 'hidden' })
}

/** Local time without a zone, as a date field takes it. */
const inputTime = (hours: number): string => {
  const at = new Date(Date.now() + hours * 3_600_000)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

test('a seat that a person gives up goes to the next person on the waiting list, without a reload', async () => {
  const [olga, ada, bo] = [await openPage(browser), await openPage(browser), await openPage(browser, phone)]
  const reloads: string[] = []

  await signUp(olga.page, 'Olga')
  await olga.page.goto('/organise/new')
  const title = `Terraform from scratch ${unique()}`
  await olga.page.getByLabel('Title').fill(title)
  await olga.page
    .getByLabel('Description')
    .fill('Two hours, one laptop each, and a cluster that is gone afterwards.')
  await olga.page.getByLabel('Starts').fill(inputTime(48))
  await olga.page.getByLabel('Ends').fill(inputTime(50))
  await olga.page.getByLabel('Place', { exact: true }).fill('Room 4')
  await olga.page.getByLabel('Seats').fill('1')
  await olga.page.getByRole('button', { name: 'Publish' }).click()
  await olga.page.getByRole('heading', { name: title }).waitFor()
  const eventId = await waitUntil('the event is published', async () => {
    const snapshot = await db
      .collection('events')
      .where('title', '==', title)
      .where('state', '==', 'published')
      .get()
    return snapshot.docs[0]?.id
  })

  await signUp(ada.page, 'Ada')
  await signUp(bo.page, 'Bo')
  for (const { page } of [olga, ada, bo]) {
    await page.goto(`/events/${eventId}`)
    await page.getByTestId('seats-left').getByText('1').first().waitFor()
    page.on('framenavigated', (frame) => reloads.push(frame.url()))
  }
  await olga.page.getByRole('heading', { name: title }).waitFor()

  await ada.page.getByRole('button', { name: 'Take a seat' }).click()
  await ada.page.getByRole('button', { name: 'Give up your seat' }).waitFor()
  // The other pages show the change without a reload.
  for (const { page } of [olga, bo]) await page.getByTestId('seats-left').getByText('0').first().waitFor()
  // The first notice is her welcome.
  await olga.page.getByRole('button', { name: 'Notifications, 2 unread' }).waitFor()

  await bo.page.getByRole('button', { name: 'Join the waiting list' }).click()
  await bo.page.getByText('You are 1st in line').first().waitFor()
  for (const { page } of [olga, ada]) await page.getByText('1 waiting').first().waitFor()

  await ada.page.getByRole('button', { name: 'Give up your seat' }).click()
  await ada.page
    .getByRole('dialog')
    .or(ada.page.getByRole('alertdialog'))
    .getByRole('button', { name: 'Give up your seat' })
    .click()
  await bo.page.getByRole('button', { name: 'Give up your seat' }).waitFor()
  await ada.page.getByRole('button', { name: /waiting list|take a seat/i }).waitFor()

  await bo.page.getByRole('button', { name: /notifications/i }).click()
  await bo.page.getByText(`A seat at ${title} is yours`).waitFor()
  await bo.page.getByRole('button', { name: 'Mark all as read' }).click()
  await bo.page.getByRole('button', { name: 'Mark all as read' }).waitFor({ state: 'hidden' })

  expect(reloads).toEqual([])
  expect(await assertSeatsAgree(db, eventId)).toMatchObject({ seatsTaken: 1, waitlisted: 0 })
  for (const { complaints, context } of [olga, ada, bo]) {
    expect(complaints).toEqual([])
    await context.close()
  }
})
