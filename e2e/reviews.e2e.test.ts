import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db, documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { launchBrowser, openPage, phone } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { asPerson, signUp } from '../testing/people.ts'
import { assertReviewsAgree, beginEvent } from '../testing/reviews.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('a review can be written with the keyboard, edited and removed, and another page shows it live', async () => {
  const [olga, ada] = await Promise.all([asPerson('Olga'), signUp('Ada')])
  const { id } = await publishEvent(olga, { capacity: 5 })
  await beginEvent(id, [ada])
  const [writer, reader] = [await openPage(browser), await openPage(browser, phone)]
  const path = `/events/${id}`
  await reader.page.goto(path)
  await reader.page.getByText('Nobody has written a review yet.').waitFor()
  expect(await reader.page.getByRole('button', { name: 'Publish review' }).count()).toBe(0)
  await signInAndOpen(writer.page, ada, path)
  await writer.page.getByRole('button', { name: 'Publish review' }).waitFor()
  const reloads: string[] = []
  for (const { page } of [writer, reader]) page.on('framenavigated', (frame) => reloads.push(frame.url()))

  // A review without stars is not sent, and the focus moves to the stars.
  await writer.page.getByRole('button', { name: 'Publish review' }).click()
  await writer.page.getByText('Choose 1 to 5 stars.').waitFor()
  expect(await writer.page.evaluate(() => (document.activeElement as HTMLInputElement).type)).toBe('radio')
  await writer.page.keyboard.press('Space')
  for (let press = 0; press < 3; press++) await writer.page.keyboard.press('ArrowRight')
  expect(await writer.page.getByRole('radio', { name: '4 stars' }).isChecked()).toBe(true)
  await writer.page.getByLabel('What should others know?').fill('We built it, and took it down again.')
  await writer.page.getByRole('button', { name: 'Publish review' }).click()
  await writer.page.getByRole('heading', { name: 'Your review' }).waitFor()

  await reader.page.getByText('We built it, and took it down again.').waitFor()
  await reader.page.getByTestId('average').getByText('4.0').waitFor()
  expect(await reader.page.getByText('Ada Labseat').count()).toBe(1)
  expect(await documents.notifications(olga.uid).where('kind', '==', 'new-review').get()).toMatchObject({
    size: 1,
  })

  await writer.page.getByRole('button', { name: 'Edit' }).click()
  await writer.page.getByRole('radio', { name: '2 stars' }).check()
  await writer.page.getByLabel('What should others know?').fill('On second thoughts.')
  await writer.page.getByRole('button', { name: 'Save review' }).click()
  await reader.page.getByText('On second thoughts.').waitFor()
  await reader.page.getByTestId('average').getByText('2.0').waitFor()
  await reader.page.getByText('edited').waitFor()
  expect(await reader.page.getByText('We built it').count()).toBe(0)
  expect(await assertReviewsAgree(db, id)).toEqual({ 1: 0, 2: 1, 3: 0, 4: 0, 5: 0 })

  await writer.page.getByRole('button', { name: 'Remove' }).click()
  await writer.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await writer.page.getByRole('button', { name: 'Publish review' }).waitFor()
  await reader.page.getByText('Nobody has written a review yet.').waitFor()
  expect(await assertReviewsAgree(db, id)).toEqual({ 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 })

  expect(reloads).toEqual([])
  for (const { complaints, context } of [writer, reader]) {
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('“Show more” adds older reviews once each, and an admin can remove a review', async () => {
  const [olga, root] = await Promise.all([asPerson('Olga'), signUp('Rosa')])
  await documents.access(root.uid).update({ role: 'admin' })
  const people = await Promise.all(Array.from({ length: 35 }, (_, index) => asPerson(`P${index}`)))
  const { id } = await publishEvent(olga, { capacity: 50 })
  await beginEvent(id, people)
  for (const [index, person] of people.entries())
    await api('POST', `/v1/events/${id}/reviews`, { rating: 5, comment: `Comment ${index}.` }, person)

  const { page, complaints, context } = await openPage(browser)
  await signInAndOpen(page, root, `/events/${id}`)
  const shown = () => page.getByText(/^Comment \d+\.$/).allTextContents()
  const newest = (count: number) => Array.from({ length: count }, (_, index) => `Comment ${34 - index}.`)
  await page.getByText('Comment 25.').waitFor()
  expect(await shown()).toEqual(newest(10))
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('Comment 5.').waitFor()
  expect(await shown()).toEqual(newest(30))
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('Comment 0.').waitFor()
  expect(await shown()).toEqual(newest(35))
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)

  for (const index of [34, 3]) {
    await page.getByRole('button', { name: `Remove the review of P${index} Labseat` }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText(`Comment ${index}.`).waitFor({ state: 'hidden' })
  }
  await page.getByText('33 reviews').first().waitFor()
  await assertReviewsAgree(db, id)
  expect(complaints).toEqual([])
  await context.close()
})

test('an organiser with a seat sees no form for a review', async () => {
  const olga = await signUp('Olga')
  const { id } = await publishEvent(olga, { capacity: 5 })
  await beginEvent(id, [olga])
  const { page, complaints, context } = await openPage(browser)
  await signInAndOpen(page, olga, `/events/${id}`)
  await page.getByText('Nobody has written a review yet.').waitFor()
  await page.getByText('You have a seat.').waitFor()
  expect(await page.getByRole('button', { name: 'Publish review' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByText("An event that has begun can't be cancelled or deleted.").waitFor()
  expect(await page.getByRole('button', { name: /^(Cancel|Delete) event$/ }).count()).toBe(0)
  expect(await page.getByLabel('Starts').getAttribute('readonly')).not.toBeNull()
  expect(complaints).toEqual([])
  await context.close()
})
