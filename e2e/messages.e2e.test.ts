import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { desktop, inspect, launchBrowser, openPage, phone, withoutFindings } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { waitForMail } from '../testing/mail.ts'
import { signUp } from '../testing/people.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('an organiser writes to one person and to the waiting list from the people page', async () => {
  const [olga, erik, mina] = await Promise.all([signUp('Olga'), signUp('Erik'), signUp('Mina')])
  const event = await publishEvent(olga, { capacity: 1 })
  for (const person of [erik, mina]) {
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
    await waitUntilSettled(db, event.id)
  }
  const { page, context, complaints } = await openPage(browser, desktop)
  await signInAndOpen(page, olga, `/organise/${event.id}`)
  await page.getByRole('button', { name: 'Write to Erik Labseat' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Message').fill('Bring your badge.')
  await dialog.getByText('The organisers write: Bring your badge.').waitFor()
  await dialog.getByRole('button', { name: 'Send to 1 person' }).click()
  await page.getByText('1 person gets the message.').waitFor()
  expect((await waitForMail(erik.email, 'A message about')).text).toContain('Bring your badge.')

  await page.getByRole('button', { name: 'Write to people' }).click()
  await dialog.getByLabel('1 person on the waiting list').check()
  await dialog.getByLabel('Message').fill('A seat may become free.')
  for (const look of [desktop, phone])
    expect(await inspect(page, `people-message-${look.size}`, look)).toEqual(
      withoutFindings(`people-message-${look.size}`),
    )
  await dialog.getByRole('button', { name: 'Send to 1 person' }).click()
  await page.getByText('1 person gets the message.').waitFor()
  expect((await waitForMail(mina.email, 'A message about')).text).toContain('A seat may become free.')
  expect(complaints).toEqual([])
  await context.close()
})
