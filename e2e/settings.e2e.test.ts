import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Profile } from '../contract/people.ts'
import { db } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { launchBrowser, openPage } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { waitUntilUnmentioned } from '../testing/find-mentions.ts'
import { asPerson, type Person, password, signIn, signUp, unique } from '../testing/people.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { fillInSignIn, signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const openSettings = async (page: Page, person: Person): Promise<void> => {
  await signInAndOpen(page, person, '/settings')
  await page.getByRole('button', { name: 'Save profile' }).waitFor()
}
const section = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name, exact: true }) })
const me = (token: string) => api<Profile>('GET', '/v1/me', undefined, { token })

test('a person can change username and password, and each refusal shows its reason', async () => {
  const [erik, mina] = await Promise.all([signUp('Erik'), asPerson('Mina')])
  const { page, context, complaints } = await openPage(browser)
  await openSettings(page, erik)

  const names = section(page, 'Username')
  const name = names.getByLabel('Username')
  const changeName = names.getByRole('button', { name: 'Change username' })
  for (const [typed, message] of [
    ['ab', '3 to 30 characters'],
    ['a'.repeat(31), '3 to 30 characters'],
    ['Erik', '3 to 30 characters'],
    ['\u0435rik', '3 to 30 characters'],
    ['admin', 'admin is reserved'],
    [mina.username, `${mina.username} is taken`],
  ] as const) {
    await name.fill(typed)
    await name.blur()
    await names.getByText(message).waitFor()
  }
  await changeName.click()
  await names.getByText('Your username was not changed').waitFor()
  const newName = `erik-${unique()}`
  await name.fill(newName)
  await names.getByText(`${newName} is free`).waitFor()
  await changeName.click()
  await names.getByText('Saved.').waitFor()
  expect((await me(erik.token)).body.username).toBe(newName)
  expect((await api('GET', `/v1/usernames/${erik.username}`)).body.available).toBe(true)

  const passwords = section(page, 'Password')
  const fresh = passwords.getByLabel('New password')
  const change = async (current: string, next: string, message: string) => {
    await passwords.getByLabel('Current password').fill(current)
    await fresh.fill(next)
    await passwords.getByRole('button', { name: 'Change password' }).click()
    await passwords.getByText(message).waitFor()
  }
  await fresh.fill('password')
  await passwords.getByText('Very easy to guess', { exact: true }).waitFor()
  await fresh.fill('a barge of seven green lamps')
  await passwords.getByText('Strong', { exact: true }).waitFor()
  await change(password, '1234567', 'Use at least 8 characters.')
  await change(password, 'password1', 'Many people use this password')
  await change(`${password}!`, 'a barge of seven green lamps', 'This is not your current password')
  await change(password, password, 'This is your current password')
  expect((await me(erik.token)).status).toBe(200)
  await change(password, 'a barge of seven green lamps', 'Your password has changed')

  // Every other session has ended. This one continues, also after a reload.
  expect((await me(erik.token)).status).toBe(401)
  await expect(signIn(erik.email)).rejects.toThrow(/INVALID/)
  const about = section(page, 'Profile')
  await about.getByLabel('First name').fill('Erika')
  await about.getByLabel('Interests').fill('Go, machine learning')
  await about.getByRole('button', { name: 'Save profile' }).click()
  await about.getByText('Saved.').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Save profile' }).waitFor()
  expect(await about.getByLabel('Interests').inputValue()).toBe('go, machine learning')
  const { body } = await me(await signIn(erik.email, 'a barge of seven green lamps'))
  expect(body).toMatchObject({ firstName: 'Erika', username: newName, interests: ['go', 'machine learning'] })
  expect(complaints).toEqual([])
  await context.close()
})

test('a picture is cropped and shown in the menu, other files are refused, and choices are saved', async () => {
  const erik = await signUp('Erik')
  const { page, context, complaints } = await openPage(browser)
  await openSettings(page, erik)
  const pictures = section(page, 'Picture')
  const chosen = (name: string, mimeType: string, buffer: Buffer) =>
    pictures.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })

  await chosen('drawing.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await pictures.getByText('Your browser can’t read this file').waitFor()
  await chosen('huge.jpg', 'image/jpeg', Buffer.alloc(20 * 1024 * 1024 + 1))
  await pictures.getByText('Choose a picture of at most 20 MB').waitFor()
  const photo = await sharp({
    create: { width: 3000, height: 2000, channels: 3, background: { r: 20, g: 120, b: 200 } },
  })
    .jpeg()
    .toBuffer()
  await chosen('photo.jpg', 'image/jpeg', photo)
  const inMenu = page.getByRole('banner').locator('img')
  await inMenu.waitFor()
  expect(
    await inMenu.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBe(256)
  await pictures.getByRole('button', { name: 'Remove the picture' }).click()
  await inMenu.waitFor({ state: 'detached' })

  const mail = section(page, 'E-mail we send')
  await mail.getByLabel('Clusters').click()
  await page.waitForFunction(() => !document.querySelector('section input[type=checkbox]:disabled'))
  const display = section(page, 'Language and display')
  await display.getByLabel('Time zone').selectOption('Asia/Tokyo')
  await display.getByText('Dark', { exact: true }).click()
  await page.locator('html[data-theme=dark]').waitFor()
  await expect
    .poll(async () => (await me(erik.token)).body.preferences)
    .toMatchObject({ timeZone: 'Asia/Tokyo', theme: 'dark', mail: { clusters: false, events: true } })
  expect(complaints).toEqual([])
  await context.close()

  // Another device shows the choices of this one.
  const phone = await openPage(browser, { size: 'phone', scheme: 'light' })
  await openSettings(phone.page, erik)
  await phone.page.locator('html[data-theme=dark]').waitFor()
  // A person with an account does not see the goodbye page.
  await phone.page.goto('/goodbye')
  await phone.page.waitForURL((url) => url.pathname === '/')
  await phone.context.close()
})

test('a person can download their data and delete the account, and their seat goes to the next person', async () => {
  const [erik, olga, mina] = await Promise.all([signUp('Erik'), asPerson('Olga'), asPerson('Mina')])
  const event = await publishEvent(olga, { capacity: 1 })
  for (const person of [erik, mina]) {
    await api('POST', `/v1/events/${event.id}/registrations`, undefined, person)
    await waitUntilSettled(db, event.id)
  }
  const { page, context, complaints } = await openPage(browser)
  await openSettings(page, erik)

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download your data' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`labseat-${erik.username}.json`)
  const exported = JSON.parse(await readFile(await file.path(), 'utf8'))
  expect(exported).toMatchObject({
    profile: { email: erik.email, username: erik.username },
    registrations: [{ eventId: event.id, state: 'confirmed' }],
  })

  await page.getByRole('button', { name: 'Delete account' }).click()
  const dialog = page.getByRole('alertdialog')
  const sure = dialog.getByRole('button', { name: 'Delete everything' })
  await dialog.getByLabel('Your password').fill('not this one')
  await dialog.getByLabel(`Type ${erik.username}`).fill('somebody')
  expect(await sure.isDisabled()).toBe(true)
  await dialog.getByLabel(`Type ${erik.username}`).fill(erik.username)
  await sure.click()
  await dialog.getByText('The password is wrong').waitFor()
  await dialog.getByLabel('Your password').fill(password)
  await sure.click()
  await page.getByRole('heading', { name: 'Your account is deleted' }).waitFor()
  await page.getByRole('link', { name: 'Sign up' }).waitFor()

  expect(await waitUntilSettled(db, event.id)).toMatchObject({ seatsTaken: 1, waitlisted: 0 })
  const { body } = await api('GET', `/v1/events/${event.id}/registrations/me`, undefined, mina)
  expect(body.state).toBe('confirmed')
  await waitUntilUnmentioned(db, erik.uid, erik.username, erik.email)
  await page.goto('/sign-in')
  await fillInSignIn(page, erik)
  await page.getByText(/is wrong/).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
