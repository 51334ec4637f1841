import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf, openBrowser } from './support/browser.ts'
import { emptyFirestore } from './support/empty.ts'
import { linksIn, mailAbout } from './support/mail.ts'
import { password, signUp, signIn as tokenFor, unique } from './support/people.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await openBrowser()
})
afterAll(() => browser.close())

const own = (name: string) => `Account of ${name}`
const signIn = async (page: Page, email: string, secret = password) => {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('sign-up, the e-mail in the catcher, its link, and the address is confirmed; a second time it says so', async () => {
  const { context, page, complaints } = await browserOf(browser)
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

  const [link] = linksIn(await mailAbout(email, 'Confirm'))
  await page.goto(link!)
  await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor()
  await bar.waitFor({ state: 'hidden' })
  await page.goto(link!)
  await page.getByText('Your address is confirmed already').waitFor()

  const stranger = await browserOf(browser)
  await stranger.page.goto(link!)
  await stranger.page.getByRole('heading', { name: 'This link works no more' }).waitFor()
  await stranger.page.getByRole('link', { name: 'Sign in' }).last().click()
  await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect([complaints, stranger.complaints]).toEqual([[], []])
  await Promise.all([context.close(), stranger.context.close()])
})

test('a forgotten password: a link by e-mail, a new password, and in; the link works once', async () => {
  const ada = await signUp('Ada')
  const { context, page, complaints } = await browserOf(browser)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  await page.getByLabel('E-mail').fill(ada.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await page.getByText(/If .* has an account here, a link is on its way/).waitFor()

  const [link] = linksIn(await mailAbout(ada.email, 'new password'))
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
  await page.getByRole('heading', { name: 'This link works no more' }).waitFor()
  await page.getByRole('link', { name: 'Ask for a new link' }).click()
  await page.getByRole('button', { name: 'Send the link' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('another address: asked for in the settings, confirmed by its link, signed in with from then on', async () => {
  const ada = await signUp('Ada')
  const email = `ada-new-${unique()}@labseat.test`
  const { context, page, complaints } = await browserOf(browser)
  await page.goto('/sign-in?next=/settings')
  await signIn(page, ada.email)
  await page.getByLabel('New e-mail address').fill(email)
  await page.locator('form', { hasText: 'New e-mail address' }).getByLabel('Current password').fill(password)
  await page.getByRole('button', { name: 'Change address' }).click()
  await page.getByText(`Open the link we sent to ${email}`).waitFor()
  const [link] = linksIn(await mailAbout(email, 'Confirm your new'))
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
