import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../server/documents.ts'
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
import { asPerson, signUp } from '../testing/people.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('a person reports an event with the keyboard, and an admin hides it and shows it again', async () => {
  const [olga, ada, adam] = await Promise.all([asPerson('Olga'), signUp('Ada'), signUp('Adam')])
  await documents.access(adam.uid).update({ role: 'admin' })
  const title = 'Free money in an afternoon'
  const { id } = await publishEvent(olga, { title })
  const [reporter, admin] = [await openPage(browser), await openPage(browser)]
  const seen: Inspected[] = []
  const see = async (page: Page, name: string) => void seen.push(await inspect(page, name, desktop))

  await signInAndOpen(admin.page, adam, '/admin/reports')
  await admin.page.getByText('No reports').waitFor()
  await see(admin.page, 'admin-reports-empty')

  const { page } = reporter
  await signInAndOpen(page, ada, `/events/${id}`)
  await page.getByRole('button', { name: 'Report this event' }).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel('What is wrong?').selectOption('misleading')
  await page.getByLabel('What should the admins know?').fill('It asks for card numbers.')
  await see(page, 'event-report')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Report' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Thank you. The admins will look at this event.').waitFor()
  await see(page, 'event-reported')

  await admin.page.reload()
  await admin.page.getByText('It asks for card numbers.').waitFor()
  await see(admin.page, 'admin-reports')
  await admin.page.getByRole('button', { name: 'Suspend Olga' }).click()
  await admin.page.getByRole('alertdialog').waitFor()
  await see(admin.page, 'admin-reports-suspend')
  await admin.page.keyboard.press('Escape')
  await admin.page.getByRole('button', { name: `Hide ${title}` }).focus()
  await admin.page.keyboard.press('Enter')
  await admin.page.getByText(`${title} is hidden.`).waitFor()
  expect((await documents.event(id).get()).data()?.state).toBe('hidden')
  await admin.page.getByLabel('Show').selectOption('hidden')
  await admin.page.getByRole('button', { name: `Show ${title} again` }).focus()
  await admin.page.keyboard.press('Enter')
  await admin.page.getByText(`${title} is shown again.`).waitFor()
  expect((await documents.event(id).get()).data()?.state).toBe('published')

  expect(seen).toEqual(seen.map(({ name }) => withoutFindings(name)))
  expect([...reporter.complaints, ...admin.complaints]).toEqual([])
  for (const { context } of [reporter, admin]) await context.close()
})

test('an admin hides an event from its page', async () => {
  const [olga, adam] = await Promise.all([asPerson('Olga'), signUp('Adam')])
  await documents.access(adam.uid).update({ role: 'admin' })
  const { id, title } = await publishEvent(olga)
  const { page, context } = await openPage(browser)
  await signInAndOpen(page, adam, `/events/${id}`)
  await page.getByRole('button', { name: 'Hide event' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Hide event' }).click()
  await page.getByText(`${title} is hidden.`).waitFor()
  expect((await documents.event(id).get()).data()?.state).toBe('hidden')
  await context.close()
})
