import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventDocument } from '../contract/events.ts'
import { documents, toFields } from '../server/documents.ts'
import { desktop, inspect, launchBrowser, openPage, phone, withoutFindings } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { inHours, publishEvent } from '../testing/events.ts'
import { asPerson, signUp } from '../testing/people.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('the seat card says when registration opens, and offers a seat when it does', async () => {
  const event = await publishEvent(await asPerson('Olga'), { registrationOpensAt: inHours(3) })
  const { page, context, complaints } = await openPage(browser, phone)
  await page.goto(`/events/${event.id}`)
  await page.getByText('Registration is not open yet').waitFor()
  await page.getByText(/It opens .* \(Berlin time\)/).waitFor()
  expect(await page.getByRole('button', { name: 'Take a seat' }).count()).toBe(0)
  expect(await inspect(page, 'event-early', phone)).toEqual(withoutFindings('event-early'))
  const times = { registrationOpensAt: inHours(-1), registrationClosesAt: inHours(3) }
  await documents.event(event.id).update(toFields(eventDocument, times))
  await page.getByRole('button', { name: 'Take a seat' }).waitFor()
  await page.getByText(/Registration closes .* \(Berlin time\)/).waitFor()
  await documents.event(event.id).update(toFields(eventDocument, { registrationClosesAt: inHours(-1) }))
  await page.getByText('Registration is closed').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('an organiser sets when registration opens and closes', async () => {
  const olga = await signUp('Olga')
  const event = await publishEvent(olga, { timeZone: 'UTC' })
  const { page, context, complaints } = await openPage(browser, desktop)
  await signInAndOpen(page, olga, `/organise/${event.id}/edit`)
  await page.getByLabel('Registration opens').fill(inHours(2).slice(0, 16))
  await page.getByLabel('Registration closes').fill(inHours(90).slice(0, 16))
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Registration must close before the event starts').waitFor()
  await page.getByLabel('Registration closes').fill(inHours(40).slice(0, 16))
  expect(await inspect(page, 'editor-registration', desktop)).toEqual(withoutFindings('editor-registration'))
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Saved.').waitFor()
  const stored = (await documents.event(event.id).get()).data()!
  expect(stored.registrationOpensAt! < stored.registrationClosesAt!).toBe(true)
  expect(complaints).toEqual([])
  await context.close()
})
