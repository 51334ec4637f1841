import { type HOTP, TOTP, URI } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import decodeQR from 'qr/decode.js'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desktop, inspect, launchBrowser, openPage, withoutFindings } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { type Person, signUp } from '../testing/people.ts'
import { fillInSignIn } from '../testing/sign-in-page.ts'
import { textedCode } from '../testing/texted-code.ts'
import { startTotpDouble } from '../testing/totp-double.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** An authenticator app that photographs the QR code of the page. */
const scan = async (page: Page): Promise<TOTP> => {
  const picture = await page.getByRole('img', { name: 'QR code' }).screenshot({ scale: 'css' })
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const app: TOTP | HOTP = URI.parse(decodeQR({ ...info, data }))
  if (!(app instanceof TOTP)) throw new Error('The code is not for a TOTP app.')
  return app
}
/** The code that an app shows so many periods from now. */
const codeOf = (app: TOTP, periods = 0) =>
  app.generate({ timestamp: Date.now() + periods * app.period * 1000 })
/** No code that Identity Platform takes now. */
const wrongCodeOf = (app: TOTP): string => {
  const valid = Array.from({ length: 21 }, (_, index) => codeOf(app, index - 10))
  return ['000000', '111111', '222222'].find((code) => !valid.includes(code))!
}

const section = (page: Page) => page.locator('#factor')
const openSettings = async (page: Page, person: Person) => {
  await page.goto('/sign-in?next=/settings')
  await fillInSignIn(page, person)
}
const signOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Account of Ada Labseat' }).click()
  await page.getByRole('navigation', { name: 'Account' }).getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
}
const confirmWith = async (page: Page, label: string, code: string) => {
  await page.getByLabel(label, { exact: true }).fill(code)
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
}
/** The factor of the sign-in, from the token that the page has stored. */
const factorOfToken = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('firebase:authUser:'))!
    const { accessToken } = JSON.parse(localStorage.getItem(key)!).stsTokenManager
    const payload = accessToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')
    return JSON.parse(atob(payload)).firebase.sign_in_second_factor
  })

test('an authenticator app can be added by its QR code, is required at the next sign-in, and can be removed', async () => {
  await using double = await startTotpDouble()
  const ada = await signUp('Ada')
  const { context, page, complaints } = await openPage(browser)
  await double.serve(context)
  await openSettings(page, ada)

  await page.getByRole('button', { name: 'Add an authenticator app' }).click()
  const app = await scan(page)
  expect({ issuer: app.issuer, label: app.label }).toEqual({ issuer: 'Labseat', label: ada.email })
  await section(page).getByText(app.secret.base32, { exact: true }).waitFor()
  expect(await inspect(page, 'second-factor-app', desktop)).toEqual(withoutFindings('second-factor-app'))
  await confirmWith(page, 'Code from the app', wrongCodeOf(app))
  await page.getByText('The code is wrong. Take the code that the app shows now').waitFor()
  await confirmWith(page, 'Code from the app', codeOf(app))
  await page.getByText('Authenticator app, added on').waitFor()

  const number = `+4670${String(Date.now()).slice(-7)}`
  const digits = number.slice(-4)
  await page.getByLabel('Phone number').fill(number)
  await page.getByRole('button', { name: 'Add a phone' }).click()
  const firstText = await textedCode(number)
  await confirmWith(page, 'Code from the message', firstText)
  await page.getByText(`Phone that ends in ${digits}`).waitFor()
  expect(await inspect(page, 'second-factor-list', desktop)).toEqual(withoutFindings('second-factor-list'))

  await signOut(page)
  await openSettings(page, ada)
  await page.getByText('Your authenticator app shows it.').waitFor()
  await confirmWith(page, 'Code from the app', wrongCodeOf(app))
  await page.getByText('The code is wrong. Take the code that the app shows now').waitFor()
  expect(await inspect(page, 'second-factor-challenge', desktop)).toEqual(
    withoutFindings('second-factor-challenge'),
  )
  // The code of the enrolment counts no second time.
  await confirmWith(page, 'Code from the app', codeOf(app, 1))
  await section(page).getByText('Authenticator app, added on').waitFor()
  expect(await factorOfToken(page)).toBe('totp')

  await signOut(page)
  await openSettings(page, ada)
  await page.getByRole('button', { name: `Use the phone that ends in ${digits}` }).click()
  await page.getByRole('button', { name: 'Send the code' }).click()
  await confirmWith(page, 'Code from the message', await textedCode(number, firstText))
  await section(page).getByText('Authenticator app, added on').waitFor()
  expect(await factorOfToken(page)).toBe('phone')

  await page.getByRole('button', { name: 'Remove: Authenticator app' }).click()
  await page.getByText('Authenticator app, added on').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: `Remove: Phone that ends in ${digits}` }).click()
  await page.getByText('You have no second factor yet.').waitFor()
  await signOut(page)
  await openSettings(page, ada)
  await page.getByText('You have no second factor yet.').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

test('where apps are not turned on, the page says so and adds nothing', async () => {
  const ada = await signUp('Ada')
  // The emulator takes phones only.
  const { context, page, complaints } = await openPage(browser)
  await openSettings(page, ada)
  await page.getByRole('button', { name: 'Add an authenticator app' }).click()
  await page.getByText('This kind of second factor is not turned on here.').waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
