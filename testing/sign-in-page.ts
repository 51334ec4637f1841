import type { Page } from 'playwright-core'
import { type Person, password } from './people.ts'

/** Fills in the sign-in form of the open page and sends it. */
export const fillInSignIn = async (
  page: Page,
  { email }: Pick<Person, 'email'>,
  secret: string = password,
): Promise<void> => {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  // A page that asks for a sign-in has a button with this name, too.
  await page.getByRole('button', { name: 'Sign in', exact: true }).last().click()
}

/** Signs in on the sign-in page, and waits for the page at `path`. */
export const signInAndOpen = async (
  page: Page,
  person: Pick<Person, 'email'>,
  path: string,
): Promise<void> => {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`)
  await fillInSignIn(page, person)
  const { pathname } = new URL(path, 'http://localhost')
  // Some pages go on to the first of their parts.
  await page.waitForURL((url) => url.pathname.startsWith(pathname))
}
