import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { launchBrowser, openPage } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { type Person, signUp } from '../testing/people.ts'
import { fillInSignIn, signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
let ada: Person
let sam: Person
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
  ;[ada, sam] = (await Promise.all([signUp('Ada'), signUp('Sam')])) as [Person, Person]
  await documents.access(ada.uid).update({ role: 'admin' })
})
afterAll(() => browser.close())

/** Another person's open page shows a change within this time. */
const soon = { timeout: 3_000 }

const signIn = async (page: Page, person: Person, next: string) => {
  if (!page.url().includes('/sign-in')) return signInAndOpen(page, person, next)
  await fillInSignIn(page, person)
  await page.waitForURL((url) => url.pathname === next)
}
/** Checks that the page was not reloaded: a mark that the test left in it is still there. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { untouched: true }))
const isUntouched = (page: Page) => page.evaluate(() => 'untouched' in window)

test('role changes and a suspension appear live on the other person’s open page', async () => {
  const [admin, other] = [await openPage(browser), await openPage(browser)]
  await signIn(other.page, sam, '/seats')
  await other.page.getByRole('button', { name: 'Account of Sam Labseat' }).waitFor()
  await mark(other.page)
  const adminLink = other.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Admin' })
  expect(await adminLink.count()).toBe(0)

  await signIn(admin.page, ada, '/admin/people')
  await admin.page.getByText('You are the only admin').waitFor()
  await admin.page.getByRole('searchbox', { name: 'Search people' }).fill('sam')
  await admin.page.waitForURL(/query=sam/)
  const roleOfSam = admin.page.getByLabel('Role of Sam Labseat')
  await roleOfSam.selectOption('operator')
  await admin.page.getByText('Sam Labseat now has the role Operator.').waitFor({ state: 'attached' })
  await roleOfSam.selectOption('admin')
  await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Make admin' }).click()
  await adminLink.waitFor(soon)
  await admin.page.goto('/admin/people')
  await admin.page.getByText('Only another admin can change your role.').waitFor()

  await adminLink.click()
  await other.page.getByText(`@${ada.username}`).first().waitFor()
  await roleOfSam.selectOption('member')
  await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Remove as admin' }).click()
  await other.page.getByRole('heading', { name: 'This page is for admins' }).waitFor(soon)
  expect(await adminLink.count()).toBe(0)

  await admin.page.getByRole('button', { name: 'Suspend Sam Labseat' }).click()
  await admin.page.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click()
  await other.page.getByRole('heading', { name: 'Your account is suspended' }).waitFor(soon)
  expect(await other.page.getByRole('navigation', { name: 'Main' }).getByRole('link').count()).toBe(0)
  expect(await isUntouched(other.page)).toBe(true)

  // After the suspension the old session is over. Signing in returns to the earlier page.
  await admin.page.getByRole('button', { name: 'Let Sam Labseat in again' }).click()
  await other.page.getByText('Your session has ended.').waitFor()
  expect(new URL(other.page.url()).searchParams.get('next')).toBe('/admin/people')
  await signIn(other.page, sam, '/admin/people')
  await other.page.getByRole('heading', { name: 'This page is for admins' }).waitFor()

  for (const { complaints, context } of [admin, other]) {
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('new activity appears at the top of the log, and the filters are in the URL', async () => {
  const { page, context, complaints } = await openPage(browser)
  await signIn(page, ada, '/admin/activity')
  const rows = page.getByRole('region', { name: 'Changes' }).getByRole('listitem')
  await rows.filter({ hasText: 'Ada Labseat let somebody in again' }).first().waitFor()
  await mark(page)

  await api('PATCH', '/v1/me', { firstName: 'Adele' }, ada)
  await rows.first().filter({ hasText: 'changed their profile' }).waitFor()
  expect(await isUntouched(page)).toBe(true)

  await page.getByLabel('Action').selectOption('users-set-role')
  await page.waitForURL(/action=users-set-role/)
  await rows.first().filter({ hasText: 'changed a role' }).waitFor()
  expect(await rows.count()).toBe(3)
  await rows.first().getByText('Admin → Member').waitFor()
  await rows.first().getByRole('link', { name: 'Sam Labseat' }).click()
  await page.waitForURL(new RegExp(`/admin/people\\?query=${sam.username}`))
  await page.getByRole('link', { name: 'Activity of Sam Labseat' }).click()
  await page.waitForURL(new RegExp(`actor=${sam.uid}`))
  await rows.filter({ hasText: 'Sam Labseat signed up' }).first().waitFor()
  expect(await rows.filter({ hasText: 'changed a role' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Anybody' }).click()
  await page.getByRole('searchbox', { name: 'Search by name or e-mail' }).fill(ada.email)
  await page.getByRole('button', { name: `@${ada.username}` }).click()
  await page.waitForURL(new RegExp(`actor=${ada.uid}`))
  await page.reload()
  await rows.filter({ hasText: 'suspended somebody' }).first().waitFor()

  expect(complaints).toEqual([])
  await context.close()
})
