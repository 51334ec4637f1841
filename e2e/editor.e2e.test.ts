import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db, documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import {
  desktop,
  type Inspected,
  inspect,
  launchBrowser,
  openPage,
  withoutFindings,
} from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { asPerson, type Person, signUp } from '../testing/people.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
let olga: Person
let erik: Person
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
  ;[olga, erik] = await Promise.all([signUp('Olga'), asPerson('Erik')])
})
afterAll(() => browser.close())

const publishWithSeat = async (change: object = {}) => {
  const event = await publishEvent(olga, { capacity: 5, ...change })
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  return event
}
const titleIn = (page: Page) => page.getByLabel('Title').inputValue()

test('an organiser chooses whether people get a notice of a new title, and not of a new price', async () => {
  const event = await publishWithSeat()
  const { page, complaints, context } = await openPage(browser)
  const seen: Inspected[] = []
  await signInAndOpen(page, olga, `/organise/${event.id}/edit`)
  const tell = page.getByLabel('Tell people about this change')
  await page.getByLabel('Title').waitFor()
  expect(await tell.count()).toBe(0)
  await page.getByLabel('Title').fill('Kubernetes, slowly')
  expect(await tell.isChecked()).toBe(true)
  seen.push(await inspect(page, 'organise-tell', desktop))
  await tell.uncheck()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Saved.').waitFor()
  expect((await documents.announcement(event.id).get()).exists).toBe(false)

  await page.getByLabel('Title').fill('Kubernetes, quickly')
  expect(await tell.isChecked()).toBe(true)
  await page.getByLabel('Price').fill('12.50')
  await page.getByText('get a notice of this change').waitFor()
  expect(await tell.count()).toBe(0)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Saved.').waitFor()
  expect((await documents.announcement(event.id).get()).data()).toMatchObject({
    state: 'gathering',
    eventBefore: { title: 'Kubernetes, slowly', price: null },
  })
  expect(seen).toEqual(seen.map(({ name }) => withoutFindings(name)))
  expect(complaints).toEqual([])
  await context.close()
})

test('unsaved text comes back after a click on a link, Back and a reload, until it is saved or discarded', async () => {
  const event = await publishWithSeat({ title: 'Terraform for friends' })
  const { page, complaints, context } = await openPage(browser)
  await signInAndOpen(page, olga, '/organise/new')
  await page.getByLabel('Title').fill('Half an idea')
  await page.getByLabel('Place').fill('The kitchen')
  await page.getByRole('link', { name: 'My seats' }).click()
  await page.getByRole('heading', { name: 'My seats' }).waitFor()
  await page.goBack()
  await page.getByText('These are your unsaved changes from before.').waitFor()
  expect(await titleIn(page)).toBe('Half an idea')
  expect(await page.getByLabel('Place').inputValue()).toBe('The kitchen')
  await page.getByRole('link', { name: 'Discard' }).click()
  await page.getByRole('heading', { name: 'Your events' }).waitFor()
  await page.goto('/organise/new')
  await page.getByLabel('Title').waitFor()
  expect(await titleIn(page)).toBe('')

  await page.goto(`/organise/${event.id}/edit`)
  await page.getByLabel('Title').fill('Terraform for foes')
  // Another organiser changes the description meanwhile. It stays.
  await api('PATCH', `/v1/events/${event.id}`, { description: 'New words.', notify: false }, olga)
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.getByText('These are your unsaved changes from before.').waitFor()
  expect(await titleIn(page)).toBe('Terraform for foes')
  expect(await page.getByLabel('Description').inputValue()).toBe('New words.')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  await page.getByLabel('Title').waitFor()
  expect(await page.getByText('These are your unsaved changes').count()).toBe(0)
  expect((await documents.event(event.id).get()).data()).toMatchObject({
    title: 'Terraform for foes',
    description: 'New words.',
  })
  expect(complaints).toEqual([])
  await context.close()
})

test('an organiser downloads everybody as CSV and for Excel', async () => {
  const event = await publishWithSeat({ title: 'Names/and: signs' })
  const { page, complaints, context } = await openPage(browser)
  await signInAndOpen(page, olga, `/organise/${event.id}`)
  await page.getByText('Erik Labseat').waitFor()
  const seen = [await inspect(page, 'organise-people-download', desktop)]
  const save = async (name: string) => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ])
    return { name: file.suggestedFilename(), content: readFileSync(await file.path()) }
  }
  const csv = await save('Download as CSV')
  expect(csv.name).toBe('Names and signs – people.csv')
  expect(csv.content.toString()).toContain(`Erik Labseat,${erik.username},confirmed,`)
  const xlsx = await save('Download for Excel')
  expect(xlsx.name).toBe('Names and signs – people.xlsx')
  expect(xlsx.content.subarray(0, 2).toString()).toBe('PK')
  expect(seen).toEqual(seen.map(({ name }) => withoutFindings(name)))
  expect(complaints).toEqual([])
  await context.close()
})

test('a running event is Now on the front page, in My seats and in Your events, and not over', async () => {
  const event = await publishWithSeat({ title: 'A long afternoon' })
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, olga)
  await waitUntilSettled(db, event.id)
  const hourMs = 3_600_000
  const times = { startsAt: new Date(Date.now() - hourMs), endsAt: new Date(Date.now() + hourMs) }
  await documents.event(event.id).update(times as object)
  const { page, complaints, context } = await openPage(browser)
  const seen: Inspected[] = []
  await signInAndOpen(page, olga, '/')
  const row = page.getByRole('listitem').filter({ hasText: 'A long afternoon' })
  await row.getByText('Now', { exact: true }).waitFor()
  seen.push(await inspect(page, 'home-now', desktop))
  await page.goto('/seats')
  await page.getByRole('heading', { name: 'Now' }).waitFor()
  await row.getByText('You have a seat').waitFor()
  seen.push(await inspect(page, 'seats-now', desktop))
  await page.goto('/organise')
  await page.getByRole('heading', { name: 'Now' }).waitFor()
  await row.getByText('Now', { exact: true }).waitFor()
  seen.push(await inspect(page, 'organise-now', desktop))

  await documents.event(event.id).update({ endsAt: new Date(Date.now() - 1000) } as object)
  await page.goto('/seats')
  await page.getByRole('heading', { name: 'Earlier' }).waitFor()
  await row.getByText('You had a seat').waitFor()
  await page.goto('/')
  await page.getByText('Terraform for foes').waitFor()
  expect(await row.count()).toBe(0)

  // The list is live: a new event joins it, and shows that it has begun.
  const fresh = await publishEvent(erik, { title: 'Just published' })
  const freshRow = page.getByRole('listitem').filter({ hasText: 'Just published' })
  await freshRow.waitFor()
  await documents.event(fresh.id).update(times as object)
  await freshRow.getByText('Now', { exact: true }).waitFor()
  expect(seen).toEqual(seen.map(({ name }) => withoutFindings(name)))
  expect(complaints).toEqual([])
  await context.close()
})
