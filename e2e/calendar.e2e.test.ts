import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { desktop, inspect, launchBrowser, openPage, phone, withoutFindings } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { asPerson, signUp } from '../testing/people.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('a visitor adds an event to a calendar by keyboard, and downloads its file', async () => {
  const event = await publishEvent(await asPerson('Olga'))
  const { page, context, complaints } = await openPage(browser, phone)
  await page.goto(`/events/${event.id}`)
  const button = page.getByRole('button', { name: 'Add to calendar' })
  await button.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Add to calendar' })
  const google = await panel.getByRole('link', { name: 'Google Calendar' }).getAttribute('href')
  expect(new URL(google!).searchParams.get('text')).toBe(event.title)
  for (const name of ['Outlook.com', 'Microsoft 365'])
    expect(await panel.getByRole('link', { name }).getAttribute('href')).toContain('https://outlook.')
  expect(await panel.getByRole('link', { name: /Follow all events of/ }).getAttribute('href')).toMatch(
    new RegExp(`^webcal:.*/v1/calendars/organisers/${event.ownerId}$`),
  )
  expect(await inspect(page, 'event-calendar', phone)).toEqual(withoutFindings('event-calendar'))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    panel.getByRole('link', { name: /\.ics/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('labseat.ics')
  await panel.waitFor({ state: 'detached' })
  await button.click()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  expect(complaints).toEqual([])
  await context.close()
})

test('a person follows the own seats, and a new address ends the earlier one', async () => {
  const [olga, erik] = await Promise.all([asPerson('Olga'), signUp('Erik')])
  const event = await publishEvent(olga)
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  const { page, context, complaints } = await openPage(browser, desktop)
  await signInAndOpen(page, erik, '/settings')
  const section = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Your calendar', exact: true }) })
  const readAddress = async () => (await section.getByText('/v1/calendars/people/').textContent())!
  const addressBefore = await readAddress()
  const read = (address: string) =>
    fetch(address).then(async (response) => [response.status, await response.text()])
  expect(await read(addressBefore)).toEqual([200, expect.stringContaining(`UID:${event.id}@labseat`)])
  await section.getByRole('button', { name: 'Make a new address' }).click()
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await dialog.getByRole('button', { name: 'Make a new address' }).click()
  await section.getByText('The earlier one has stopped working').waitFor()
  const newAddress = await readAddress()
  expect(newAddress).not.toBe(addressBefore)
  expect([(await read(addressBefore))[0], (await read(newAddress))[0]]).toEqual([404, 200])
  expect(await inspect(page, 'settings-calendar', desktop)).toEqual(withoutFindings('settings-calendar'))
  expect(complaints).toEqual([])
  await context.close()
})
