import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db, documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { launchBrowser, openPage, phone } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { continueWithGoogle, withoutNetwork } from '../testing/google.ts'
import { linksIn, waitForMail } from '../testing/mail.ts'
import { password, signUp, signIn as tokenFor, unique } from '../testing/people.ts'
import { fillInSignIn } from '../testing/sign-in-page.ts'
import { textedCode } from '../testing/texted-code.ts'
import { waitUntil } from '../testing/wait-until.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const own = (name: string) => `Account of ${name}`
const signOut = async (page: Page, name: string) => {
  await page.getByRole('button', { name: own(name) }).click()
  // The settings have a button with this name too.
  await page.getByRole('navigation', { name: 'Account' }).getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
}
const signInsOf = async (uid: string) =>
  (
    await db
      .collection('activity')
      .where('actorId', '==', uid)
      .where('action', '==', 'auth-record-sign-in')
      .get()
  ).size

test('the link in the sign-up e-mail confirms the address, and a second use reports that it is already confirmed', async () => {
  const { context, page, complaints } = await openPage(browser)
  const username = `nina-${unique()}`
  const email = `${username}@labseat.test`
  await page.goto('/sign-up')
  await page.getByLabel('First name').fill('Nina')
  await page.getByLabel('Last name').fill('Labseat')
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign up' }).click()
  const bar = page.getByText(/confirm your e-mail/i).first()
  await bar.waitFor()

  const [link] = linksIn(await waitForMail(email, 'Confirm'))
  await page.goto(link!)
  await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor()
  await bar.waitFor({ state: 'hidden' })
  await page.goto(link!)
  await page.getByText('Your address is already confirmed').waitFor()

  const stranger = await openPage(browser)
  await stranger.page.goto(link!)
  await stranger.page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  await stranger.page.getByRole('link', { name: 'Sign in' }).last().click()
  await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect([complaints, stranger.complaints]).toEqual([[], []])
  await Promise.all([context.close(), stranger.context.close()])
})

test('the first sign-in with Google creates an account with the person’s name, and the second sign-in uses that account', async () => {
  const { context, page, complaints } = await openPage(browser)
  await withoutNetwork(context)
  const name = `Nina New${unique().replace(/\d/g, '')}x`
  const email = `${unique()}@gmail.test`
  await page.goto('/sign-in?next=/settings')
  await continueWithGoogle(page, email, name)
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  const username = name.toLowerCase().replace(' ', '-')
  const people = await waitUntil('the profile', async () => {
    const matches = await documents.people().where('username', '==', username).get()
    return !matches.empty && matches
  })
  const { uid } = people.docs[0]!.data()
  await waitUntil('the sign-in on record', async () => (await signInsOf(uid)) === 1)

  await signOut(page, name)
  await page.goto('/sign-in?next=/settings')
  await continueWithGoogle(page, email)
  await page.getByRole('heading', { name: 'Settings' }).waitFor()
  await page.getByText(email).first().waitFor()
  await waitUntil('the second sign-in on record', async () => (await signInsOf(uid)) === 2)
  expect(
    (await documents.people().get()).docs.filter((doc) => doc.data().lastName === name.split(' ')[1]),
  ).toHaveLength(1)
  expect(complaints).toEqual([])
  await context.close()
})

test('a person who forgot the password sets a new one with an e-mailed link that works once', async () => {
  const ada = await signUp('Ada')
  const { context, page, complaints } = await openPage(browser)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText(/If .* has an account here, we have sent a link to it/).waitFor()

  const [link] = linksIn(await waitForMail(ada.email, 'new password'))
  await page.goto(link!)
  await page.getByText(ada.email).waitFor()
  await page.getByLabel('New password').fill('seven77')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await page.getByText('At least 8 characters.').waitFor()
  await page.getByLabel('New password').fill('a better one')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await page.getByRole('button', { name: own('Ada Labseat') }).waitFor()
  expect(await tokenFor(ada.email, 'a better one')).toBeTruthy()

  await page.goto(link!)
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  await page.getByRole('link', { name: 'Ask for a new link' }).click()
  await page.getByRole('button', { name: 'Send the link' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('an expired link shows that it expired and how to get a new link', async () => {
  const ada = await signUp('Ada', { verified: false })
  const { context, page, complaints } = await openPage(browser)
  // The emulator's links never expire, so the test gives Firebase's response to an expired link.
  await context.route(/accounts:(update|resetPassword)/, (route) =>
    route.fulfill({
      status: 400,
      headers: { 'access-control-allow-origin': '*' },
      json: { error: { code: 400, message: 'EXPIRED_OOB_CODE' } },
    }),
  )
  const [confirm] = linksIn(await waitForMail(ada.email, 'Confirm'))
  await page.goto(confirm!)
  await page.getByText('It has already been used, or it has expired. Sign in.').waitFor()
  await api('POST', '/v1/auth/password-reset', { email: ada.email })
  const [reset] = linksIn(await waitForMail(ada.email, 'Choose a new'))
  await page.goto(reset!)
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  await page.getByRole('link', { name: 'Ask for a new link' }).click()
  await page.getByRole('button', { name: 'Send the link' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('a session ended elsewhere opens the sign-in page, which returns to the earlier page', async () => {
  const ada = await signUp('Ada')
  const here = await openPage(browser)
  const otherPages = [await openPage(browser), await openPage(browser, phone)] as const
  for (const { page } of [here, ...otherPages]) {
    await page.goto('/sign-in?next=/settings')
    await fillInSignIn(page, ada)
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
  }
  const [closed] = otherPages
  await closed.page.goto('about:blank')
  // The sessions begin in the past, because Firebase counts in whole seconds and keeps sessions of the present second.
  const second = Math.floor(Date.now() / 1000)
  await waitUntil('the next second', () => Math.floor(Date.now() / 1000) > second)
  await here.page.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await here.page.getByText('You are signed out everywhere else.').waitFor()

  await closed.page.goto('/settings')
  for (const { page } of otherPages) {
    await page.getByText('Your session has ended.').waitFor()
    expect(new URL(page.url())).toMatchObject({ pathname: '/sign-in', search: '?next=%2Fsettings' })
    await fillInSignIn(page, ada)
    await page.waitForURL((url) => url.pathname === '/settings')
  }
  await here.page.goto('/seats')
  await here.page.getByRole('button', { name: own('Ada Labseat') }).waitFor()
  expect([here, ...otherPages].map(({ complaints }) => complaints)).toEqual([[], [], []])
  for (const { context } of [here, ...otherPages]) await context.close()
})

test('a phone can be added as second factor, is required at the next sign-in, and can be removed', async () => {
  const ada = await signUp('Ada')
  const number = `+4670${String(Date.now()).slice(-7)}`
  const { context, page, complaints } = await openPage(browser)
  await page.goto('/sign-in?next=/settings')
  await fillInSignIn(page, ada)
  await page.getByLabel('Phone number').fill(number)
  await page.getByRole('button', { name: 'Add a phone' }).click()
  await page.getByLabel('Code from the message').fill('000000')
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByText('The code is wrong.').waitFor()
  const first = await textedCode(number)
  await page.getByLabel('Code from the message').fill(first)
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByText(`Phone that ends in ${number.slice(-4)}`).waitFor()

  await signOut(page, 'Ada Labseat')
  await page.goto('/sign-in?next=/settings')
  await fillInSignIn(page, ada)
  await page.getByText(`the phone that ends in ${number.slice(-4)}`).waitFor()
  await page.getByRole('button', { name: 'Send the code' }).click()
  await page.getByLabel('Code from the message').fill(await textedCode(number, first))
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await page.getByRole('button', { name: 'Remove: Phone' }).click()
  await page.getByText('You have no second factor yet.').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('a new e-mail address is confirmed by its link and then signs the person in', async () => {
  const ada = await signUp('Ada')
  const email = `ada-new-${unique()}@labseat.test`
  const { context, page, complaints } = await openPage(browser)
  await page.goto('/sign-in?next=/settings')
  await fillInSignIn(page, ada)
  await page.getByLabel('New e-mail address').fill(email)
  await page.locator('form', { hasText: 'New e-mail address' }).getByLabel('Current password').fill(password)
  await page.getByRole('button', { name: 'Change address' }).click()
  await page.getByText(`Open the link we sent to ${email}`).waitFor()
  const [link] = linksIn(await waitForMail(email, 'Confirm your new'))
  await page.goto(link!)
  await page.getByText(`From now on you sign in with ${email}`).waitFor()
  await page.getByRole('link', { name: 'Sign in' }).last().click()
  await page.getByLabel('Password', { exact: true }).fill(password)
  expect(await page.getByLabel('E-mail').inputValue()).toBe(email)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: own('Ada Labseat') }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
