import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db } from '../functions/documents.ts'
import { pseudo as said } from '../web/src/locales/pseudo.ts'
import { api } from './support/api.ts'
import { browserOf, type Look, openBrowser, violations } from './support/browser.ts'
import { emptyFirestore } from './support/empty.ts'
import { publishes } from './support/events.ts'
import { asPerson, type Person, password, signUp } from './support/people.ts'
import { settled } from './support/seats.ts'
import { untranslated } from './support/untranslated.ts'

const shots = '.labseat/screens'
mkdirSync(shots, { recursive: true })

let browser: Browser
let olga: Person
let ids: { open: string; full: string; draft: string; cancelled: string }
/** What people wrote. */
let written: string[]

beforeAll(async () => {
  await emptyFirestore()
  browser = await openBrowser()
  olga = await signUp('Olga')
  const others = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => asPerson(name)))
  const mina = await asPerson('Mina')
  const price = { amount: 123_450, currency: 'EUR' }
  const tags = ['kubernetes', 'machine learning']
  const open = await publishes(olga, { capacity: 12, tags })
  const full = await publishes(mina, { title: 'Retrieval that works', price })
  const draft = await publishes(olga, { state: 'draft', title: 'Airflow for analysts' })
  const cancelled = await publishes(olga, { title: 'An evening with Superset' })
  ids = { open: open.id, full: full.id, draft: draft.id, cancelled: cancelled.id }
  const ask = (eventId: string, person: Person) =>
    api('POST', `/v1/events/${eventId}/registrations`, undefined, person)
  for (const person of others) for (const eventId of [ids.open, ids.full]) await ask(eventId, person)
  await settled(db, ids.full)
  for (const eventId of [ids.full, ids.open, ids.cancelled]) await ask(eventId, olga)
  await api('POST', `/v1/events/${ids.cancelled}/cancel`, undefined, olga)
  for (const eventId of [ids.full, ids.open, ids.cancelled]) await settled(db, eventId)

  const people = [olga, mina, ...others].flatMap(({ firstName, username, email }) => [
    `${firstName} Labseat`,
    `${firstName[0]}L`,
    username,
    email,
  ])
  written = [
    ...[open, full, draft, cancelled].flatMap(({ title, description }) => [title, description]),
    ...people,
    ...tags,
    'data',
    'Room 4',
    'meet.labseat.test',
  ]
})
afterAll(() => browser.close())

/** What the server told them: in English, which its own texts are in. */
const told = async (): Promise<string[]> => {
  const { docs } = await db.collection(`people/${olga.uid}/notifications`).get()
  return docs.flatMap((one) => [one.get('title') as string, one.get('body') as string])
}

const inspect = async (page: Page, name: string, look: Look) => {
  await page.waitForFunction(
    () => document.fonts.status === 'loaded' && !document.querySelector('[aria-busy="true"]'),
  )
  await page.screenshot({ path: `${shots}/pseudo-${name}-${look.size}.png`, fullPage: true })
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return {
    name,
    violations: await violations(page),
    sideways: Math.max(0, sideways),
    english: await untranslated(page, [...written, ...(await told())]),
  }
}
const whole = (name: string) => ({ name, violations: [], sideways: 0, english: [] })

const sizes: Look[] = [
  { size: 'desktop', scheme: 'light' },
  { size: 'phone', scheme: 'light' },
]
describe.each(sizes)('in texts 40 % longer, $size', (look) => {
  const open = async () => {
    const opened = await browserOf(browser, look)
    await opened.context.addInitScript(() => localStorage.setItem('language', 'en-x-pseudo'))
    const { page } = opened
    const seen: Awaited<ReturnType<typeof inspect>>[] = []
    const see = async (name: string) => void seen.push(await inspect(page, name, look))
    const visit = async (name: string, path: string, sign: string) => {
      await page.goto(path)
      await page.getByText(sign).filter({ visible: true }).first().waitFor()
      await see(name)
    }
    return { ...opened, seen, see, visit }
  }

  test('nothing breaks and nothing is left in English where nobody is signed in', async () => {
    const { context, page, complaints, seen, see, visit } = await open()
    await visit('home', '/', 'Kubernetes in an afternoon')
    await visit('home-nothing', '/?query=zzzzqqq&tag=data', said('Show all events'))
    await visit('event', `/events/${ids.open}`, said('Take a seat'))
    await visit('event-full', `/events/${ids.full}`, said('Join the waiting list'))
    await visit('event-cancelled', `/events/${ids.cancelled}`, said('This event was cancelled'))
    await visit('not-found', '/no/such/page', said('There is no such page'))
    await visit('unsubscribe', '/account/unsubscribe?token=x.events.y', said('Stop these e-mails'))
    await visit('sign-in', '/sign-in?next=/seats', said('Password'))
    await page.getByLabel(said('E-mail')).fill(olga.email)
    await page.getByLabel(said('Password')).fill('not the one')
    await page
      .getByRole('main')
      .getByRole('button', { name: said('Sign in') })
      .click()
    await page.getByText(said('You are not signed in.')).waitFor()
    await see('sign-in-failed')
    await visit('sign-up', '/sign-up', said('First name'))
    await page
      .getByRole('main')
      .getByRole('button', { name: said('Sign up') })
      .click()
    await page.getByText(said('This is required.')).first().waitFor()
    await see('sign-up-errors')
    expect(seen).toEqual(seen.map(({ name }) => whole(name)))
    expect(complaints).toEqual([])
    await context.close()
  })

  test('nor where somebody is', async () => {
    const { context, page, complaints, seen, see, visit } = await open()
    await page.goto('/sign-in?next=/seats')
    await page.getByLabel(said('E-mail')).fill(olga.email)
    await page.getByLabel(said('Password')).fill(password)
    await page
      .getByRole('main')
      .getByRole('button', { name: said('Sign in') })
      .click()
    await page.waitForURL((url) => url.pathname === '/seats')
    await visit('seats', '/seats', 'Kubernetes in an afternoon')
    await visit('event-waiting', `/events/${ids.full}`, said('Leave the waiting list'))
    await visit('event-confirmed', `/events/${ids.open}`, said('Give up your seat'))
    await page.getByRole('button', { name: said('Give up your seat') }).click()
    await page.getByText(said('Keep it')).waitFor()
    await see('event-give-up')
    await visit('organise', '/organise', 'Airflow for analysts')
    await visit('organise-new', '/organise/new', said('Title'))
    await page.getByRole('button', { name: said('Publish') }).click()
    await page.getByText(said('Choose when it starts.')).filter({ visible: true }).waitFor()
    await see('organise-new-errors')
    await visit('organise-edit', `/organise/${ids.open}/edit`, said('Time zone'))
    await page.getByRole('button', { name: said('Cancel event') }).click()
    await page.getByText(said('Keep the event')).waitFor()
    await see('organise-cancel')
    await visit('organise-people', `/organise/${ids.open}`, 'Ada Labseat')
    await page
      .getByRole('button', { name: said('Remove {{name}}').replace('{{name}}', 'Ada Labseat') })
      .click()
    await page.getByText(said('Keep them')).waitFor()
    await see('organise-remove')
    await visit('settings', '/settings', said('Change username'))
    await page.getByRole('button', { name: said('Notifications').slice(0, 12) }).click()
    await page.getByText(said('Mark all read')).waitFor()
    await see('notifications')
    await visit('notifications-all', '/notifications', 'Kubernetes in an afternoon')
    await page.getByRole('button', { name: said('Clear all') }).click()
    await page.getByText(said('Keep them')).waitFor()
    await see('notifications-clear')
    expect(seen).toEqual(seen.map(({ name }) => whole(name)))
    expect(complaints).toEqual([])
    await context.close()
  })
})
