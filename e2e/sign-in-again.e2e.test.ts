import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../server/documents.ts'
import { desktop, inspect, launchBrowser, openPage, phone, withoutFindings } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { type Person, password, signUp } from '../testing/people.ts'
import { fillInSignIn } from '../testing/sign-in-page.ts'

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

const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'X-Request-Id' }

/** Answers the first call as the API does after 15 minutes. `calls` has the bodies of all calls. */
const refuseOnce = async (page: Page, url: RegExp) => {
  const calls: (string | null)[] = []
  await page.route(url, (route: Route) => {
    if (route.request().method() === 'OPTIONS') return route.continue()
    calls.push(route.request().postData())
    if (calls.length > 1) return route.continue()
    const problem = {
      type: 'urn:labseat:problem:recent-sign-in-required',
      title: 'Sign in again first',
      status: 403,
      code: 'recent-sign-in-required',
      detail: 'Sign in again, then do this within 15 minutes. Nothing was changed.',
      requestId: 'none',
    }
    return route.fulfill({
      status: 403,
      json: problem,
      headers: cors,
      contentType: 'application/problem+json',
    })
  })
  return calls
}

const signIn = async (page: Page) => {
  await fillInSignIn(page, ada)
}
const openPeople = async (page: Page) => {
  await page.goto('/sign-in?next=/admin/people')
  await signIn(page)
  await page.getByLabel(`Role of Sam ${sam.lastName}`).waitFor()
}
const roleOf = async ({ uid }: Person) => (await documents.access(uid).get()).data()?.role

test('a sensitive action asks for the password again, in both widths and themes, and then goes on', async () => {
  const { context, page, complaints } = await openPage(browser, phone)
  await openPeople(page)
  const calls = await refuseOnce(page, /\/v1\/users\/[^/]+\/role$/)
  await page.getByLabel(`Role of Sam ${sam.lastName}`).selectOption('operator')
  const dialog = page.getByRole('alertdialog', { name: 'Confirm that it is you' })
  const field = dialog.getByLabel('Password')
  await field.waitFor()
  await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true)
  expect(await inspect(page, 'sign-in-again', phone)).toEqual(withoutFindings('sign-in-again'))

  // By keyboard alone.
  await page.keyboard.type('wrong password')
  await page.keyboard.press('Enter')
  await dialog.getByText('You are not signed in again.').waitFor()
  expect(await roleOf(sam)).toBe('member')
  await field.fill(password)
  await page.keyboard.press('Enter')
  await page.getByText('now has the role Operator.').waitFor({ state: 'attached' })
  expect(await dialog.count()).toBe(0)
  expect(await roleOf(sam)).toBe('operator')
  expect(calls).toEqual(['{"role":"operator"}', '{"role":"operator"}'])
  expect(complaints).toEqual([])
  await context.close()
})

test('a person who does not sign in again sees that nothing changed', async () => {
  const { context, page } = await openPage(browser)
  await openPeople(page)
  const calls = await refuseOnce(page, /\/v1\/users\/[^/]+\/suspended$/)
  await page.getByRole('button', { name: `Suspend Sam ${sam.lastName}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Confirm that it is you' })
  await dialog.getByLabel('Password').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('alertdialog').getByText('Nothing was changed.').waitFor()
  expect(calls.length).toBe(1)
  expect((await documents.access(sam.uid).get()).data()?.suspended).toBe(false)
  await context.close()
})

test('an admin whose role needs a second factor finds the place to add one', async () => {
  const { context, page, complaints } = await openPage(browser)
  await page.route(/\/v1\/users(\?|$)/, (route) =>
    route.request().method() === 'OPTIONS'
      ? route.continue()
      : route.fulfill({
          status: 403,
          headers: cors,
          contentType: 'application/problem+json',
          json: {
            type: 'urn:labseat:problem:second-factor-required',
            title: 'Your role needs a second factor',
            status: 403,
            code: 'second-factor-required',
            detail: 'Your role needs a second factor. Add one under Settings → Second factor.',
            requestId: 'none',
          },
        }),
  )
  await page.goto('/sign-in?next=/admin/people')
  await signIn(page)
  const link = page.getByRole('link', { name: 'Open your second factor' })
  await link.first().waitFor()
  expect(await inspect(page, 'second-factor-required', desktop)).toEqual(
    withoutFindings('second-factor-required'),
  )
  await link.first().click()
  const heading = page.getByRole('heading', { name: 'Second factor' })
  await heading.waitFor()
  await expect
    .poll(() => heading.evaluate((element) => element.getBoundingClientRect().top))
    .toBeLessThan(200)

  // Firebase refuses the change as it does some minutes after a sign-in, and the page asks for a sign-in and goes on.
  let refused = false
  await page.route(/mfaEnrollment:start/, (route) => {
    if (refused || route.request().method() === 'OPTIONS') return route.continue()
    refused = true
    const error = { code: 400, message: 'CREDENTIAL_TOO_OLD_LOGIN_AGAIN' }
    return route.fulfill({ status: 400, headers: cors, json: { error } })
  })
  await page.getByLabel('Phone number').fill(`+4670${String(Date.now()).slice(-7)}`)
  await page.getByRole('button', { name: 'Add a phone' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Confirm that it is you' })
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Code from the message').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
