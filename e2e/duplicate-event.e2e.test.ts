import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event } from '../contract/events.ts'
import { api } from '../testing/api.ts'
import { desktop, inspect, launchBrowser, openPage, withoutFindings } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { inHours, publishEvent } from '../testing/events.ts'
import { signUp } from '../testing/people.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('an organiser duplicates an event: the copy has its fields and link, and no dates', async () => {
  const olga = await signUp('Olga')
  const url = 'https://meet.labseat.test/room'
  const event = await publishEvent(olga, {
    location: { kind: 'hybrid', name: 'Room 4', url },
    price: { amount: 2500, currency: 'EUR' },
  })
  const { page, context, complaints } = await openPage(browser, desktop)
  await signInAndOpen(page, olga, `/organise/${event.id}/edit`)
  await page.getByRole('link', { name: 'Duplicate' }).click()
  await page.getByText(`A copy of “${event.title}”`).waitFor()
  expect(await page.getByLabel('Starts').inputValue()).toBe('')
  expect(await inspect(page, 'event-copy', desktop)).toEqual(withoutFindings('event-copy'))
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('Choose when it starts.').first().waitFor()
  await page.getByLabel('Title').fill('The second time')
  await page.getByLabel('Starts').fill(inHours(72).slice(0, 16))
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.waitForURL(/\/organise\/(?!new)[^/]+\/edit$/)
  const copyId = new URL(page.url()).pathname.split('/')[2]!
  const { body: copy } = await api<Event>('GET', `/v1/events/${copyId}`, undefined, olga)
  expect(copy).toMatchObject({
    title: 'The second time',
    description: event.description,
    location: { kind: 'hybrid', name: 'Room 4', url },
    price: event.price,
    capacity: event.capacity,
    state: 'draft',
    seatsTaken: 0,
  })
  expect(complaints).toEqual([])
  await context.close()
})
