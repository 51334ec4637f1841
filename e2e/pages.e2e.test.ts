import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db, documents } from '../functions/documents.ts'
import { forgetAuthor } from '../functions/reviews/forget-author.ts'
import { api } from './support/api.ts'
import { browserOf, type Look, looks, openBrowser, violations } from './support/browser.ts'
import { emptyFirestore } from './support/empty.ts'
import { publishes, workshop } from './support/events.ts'
import { asPerson, type Person, password, signUp } from './support/people.ts'
import { begins } from './support/reviews.ts'
import { settled } from './support/seats.ts'

/** What the pages looked like in the last run, for whoever wants to see. */
const shots = '.labseat/screens'
mkdirSync(shots, { recursive: true })

let browser: Browser
let olga: Person
let adam: Person
let ids: {
  open: string
  full: string
  draft: string
  cancelled: string
  long: string
  begun: string
  reviewed: string
}

beforeAll(async () => {
  await emptyFirestore()
  browser = await openBrowser()
  olga = await signUp('Olga')
  adam = await signUp('Adam')
  await documents.access(adam.uid).update({ role: 'admin' })
  const others = await Promise.all(Array.from({ length: 6 }, (_, index) => asPerson(`P${index}`)))
  const open = await publishes(olga, { capacity: 12 })
  const full = await publishes(await asPerson('Mina'), { title: 'Retrieval that works', capacity: 2 })
  const draft = await publishes(olga, { state: 'draft', title: 'Airflow for analysts' })
  const cancelled = await publishes(olga, { title: 'An evening with Superset' })
  const long = await publishes(olga, {
    title: `Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ${'and then some '.repeat(2)}`,
    description: `${'Averyveryverylongwordwithoutanyplacetobreakit'.repeat(6)}\n\n${'Bring a laptop and patience. '.repeat(60)}`,
    location: {
      kind: 'in-person',
      name: 'The room at the end of the corridor on the third floor, behind the kitchen',
    },
    tags: ['infrastructure as code', 'kubernetes', 'observability', 'data', 'c++', 'machine learning'],
    price: { amount: 1_234_567, currency: 'EUR' },
  })
  const begun = await publishes(await asPerson('Mina'), { title: 'Terraform, taken apart', capacity: 20 })
  const reviewed = await publishes(olga, { title: 'Notebooks for everybody', capacity: 20 })
  ids = {
    ...{ open: open.id, full: full.id, draft: draft.id, cancelled: cancelled.id, long: long.id },
    ...{ begun: begun.id, reviewed: reviewed.id },
  }
  const crowd = await Promise.all(Array.from({ length: 11 }, (_, index) => asPerson(`Q${index}`)))
  const writes = (person: Person, event: string, rating: number, comment: string) =>
    api('POST', `/v1/events/${event}/reviews`, { rating, comment }, person)
  await begins(begun.id, [olga, ...crowd])
  await begins(reviewed.id, [olga])
  for (const [index, person] of crowd.entries())
    await writes(person, begun.id, [5, 4, 5, 2, 4][index % 5]!, comments[index % comments.length]!)
  await forgetAuthor(crowd[10]!.uid)
  await writes(olga, reviewed.id, 4, comments[1]!)
  for (const person of others) {
    await api('POST', `/v1/events/${ids.open}/registrations`, undefined, person)
    await api('POST', `/v1/events/${ids.full}/registrations`, undefined, person)
  }
  await settled(db, ids.full)
  await api('POST', `/v1/events/${ids.full}/registrations`, undefined, olga)
  await api('POST', `/v1/events/${ids.open}/registrations`, undefined, olga)
  await api('POST', `/v1/events/${ids.cancelled}/cancel`, undefined, olga)
  await settled(db, ids.full)
  await settled(db, ids.open)
  await settled(db, ids.cancelled)
})
afterAll(() => browser.close())

const comments = [
  'We built it, broke it and built it again.',
  `Line by line.\n\n${'Clear, patient and well prepared. '.repeat(20)}`,
  '',
  'Averyveryverylongwordwithoutanyplacetobreakit'.repeat(4),
]

/** The page is whole: no axe violation, nothing to scroll sideways. */
const inspect = async (page: Page, name: string, look: Look) => {
  await page.waitForFunction(
    () => document.fonts.status === 'loaded' && !document.querySelector('[aria-busy="true"]'),
  )
  await page.screenshot({ path: `${shots}/${name}-${look.size}-${look.scheme}.png`, fullPage: true })
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return { name, violations: await violations(page), sideways: Math.max(0, sideways) }
}
const whole = (name: string) => ({ name, violations: [], sideways: 0 })

describe.each(looks)('$size, $scheme', (look) => {
  test('signed out', async () => {
    const { context, page, complaints } = await browserOf(browser, look)
    const seen: Awaited<ReturnType<typeof inspect>>[] = []
    const visit = async (name: string, path: string, sign: string | RegExp) => {
      await page.goto(path)
      await page.getByText(sign).filter({ visible: true }).first().waitFor()
      seen.push(await inspect(page, name, look))
    }
    await visit('home', '/', 'Kubernetes in an afternoon')
    await visit('home-nothing', '/?query=zzzzqqq', /no event|nothing/i)
    await visit('event', `/events/${ids.open}`, 'Take a seat')
    await visit('event-full', `/events/${ids.full}`, 'Join the waiting list')
    await visit('event-cancelled', `/events/${ids.cancelled}`, /cancelled/i)
    await visit('event-long', `/events/${ids.long}`, 'Take a seat')
    await visit('event-reviews', `/events/${ids.begun}`, 'Former member')
    await visit('sign-in', '/sign-in', 'Password')
    await visit('sign-up', '/sign-up', 'First name')
    await visit('unsubscribe', '/account/unsubscribe?token=x.events.y', 'Stop these e-mails')
    await visit('forgotten', '/account/forgotten', 'Send the link')
    await visit('action-used', '/account/action?mode=verifyEmail&oobCode=used', 'This link works no more')
    await visit('action-incomplete', '/account/action', 'This link is not complete')
    await visit('not-found', '/no/such/page', /not|nothing|no such/i)
    await page.goto('/sign-up')
    await page.getByRole('button', { name: 'Sign up' }).click()
    await page
      .getByText(/required|characters/i)
      .filter({ visible: true })
      .first()
      .waitFor()
    seen.push(await inspect(page, 'sign-up-errors', look))
    expect(seen).toEqual(seen.map(({ name }) => whole(name)))
    expect(complaints).toEqual([])
    await context.close()
  })

  test('signed in', async () => {
    const { context, page, complaints } = await browserOf(browser, look)
    const seen: Awaited<ReturnType<typeof inspect>>[] = []
    await page.goto('/sign-in?next=/seats')
    await page.getByLabel('E-mail').fill(olga.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    const visit = async (name: string, path: string, sign: string | RegExp) => {
      await page.goto(path)
      await page.getByText(sign).filter({ visible: true }).first().waitFor()
      seen.push(await inspect(page, name, look))
    }
    await page.waitForURL((url) => url.pathname === '/seats')
    await visit('seats', '/seats', 'Kubernetes in an afternoon')
    await visit('event-confirmed', `/events/${ids.open}`, 'Give up your seat')
    await page.getByRole('button', { name: 'Give up your seat' }).click()
    await page.getByText('Keep it').waitFor()
    seen.push(await inspect(page, 'event-give-up', look))
    await visit('event-waiting', `/events/${ids.full}`, 'Leave the waiting list')
    await visit('event-review-own', `/events/${ids.reviewed}`, 'Your review')
    await visit('event-review-form', `/events/${ids.begun}`, 'Publish review')
    await page.getByRole('button', { name: 'Publish review' }).click()
    await page.getByText('Choose 1 to 5 stars.').waitFor()
    seen.push(await inspect(page, 'event-review-errors', look))
    await visit('organise', '/organise', 'Airflow for analysts')
    await visit('organise-new', '/organise/new', 'Title')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page
      .getByText(/required|at least|give/i)
      .filter({ visible: true })
      .first()
      .waitFor()
    seen.push(await inspect(page, 'organise-new-errors', look))
    await visit('organise-edit', `/organise/${ids.draft}/edit`, 'Time zone')
    await visit('organise-people', `/organise/${ids.open}`, 'P0 Labseat')
    await visit('notifications-all', '/notifications', 'people registered for')
    await visit('notifications-unread', '/notifications?unread', 'people registered for')
    await visit('settings', '/settings', 'Change username')
    await page.getByLabel('New password').fill('a barge of seven green lamps')
    await page.getByText('Strong', { exact: true }).waitFor()
    await page.getByLabel('Username', { exact: true }).fill('admin')
    await page.getByText('admin is reserved').waitFor()
    await page.getByLabel('First name').fill('')
    await page.getByLabel('First name').blur()
    seen.push(await inspect(page, 'settings-typing', look))
    await page.getByRole('button', { name: 'Delete account' }).click()
    await page.getByLabel('Your password').waitFor()
    seen.push(await inspect(page, 'settings-delete', look))
    await page.getByRole('button', { name: 'Keep the account' }).click()
    await visit('goodbye', '/goodbye', 'Your account is deleted')
    await page.getByRole('button', { name: /^Notifications/ }).click()
    await page.getByText('Mark all read').waitFor()
    seen.push(await inspect(page, 'notifications', look))
    expect(seen).toEqual(seen.map(({ name }) => whole(name)))
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe.each(looks)('$size, $scheme', (look) => {
  test('as an admin', async () => {
    const { context, page, complaints } = await browserOf(browser, look)
    const seen: Awaited<ReturnType<typeof inspect>>[] = []
    const visit = async (name: string, path: string, sign: string | RegExp) => {
      await page.goto(path)
      await page.getByText(sign).filter({ visible: true }).first().waitFor()
      seen.push(await inspect(page, name, look))
    }
    await page.goto('/sign-in?next=/admin')
    await page.getByLabel('E-mail').fill(adam.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => url.pathname === '/admin/people')
    await visit('admin-people', '/admin/people', `@${olga.username}`)
    await page.getByRole('button', { name: 'Suspend Olga Labseat' }).click()
    await page.getByText('Leave them in').waitFor()
    seen.push(await inspect(page, 'admin-suspend', look))
    await visit('admin-people-search', '/admin/people?query=p1', 'P1 Labseat')
    await visit('admin-people-nobody', '/admin/people?query=zzzz', 'Nobody found')
    await visit('admin-activity', '/admin/activity', 'Kubernetes in an afternoon')
    await visit('admin-activity-one', `/admin/activity?actor=${olga.uid}&action=events-cancel`, 'An evening')
    await visit('admin-activity-nothing', '/admin/activity?to=2020-01-01', 'Nothing happened here')
    await documents.access(adam.uid).update({ role: 'member' })
    await page.getByText('This page is for admins').waitFor()
    seen.push(await inspect(page, 'admin-refused', look))
    await documents.access(adam.uid).update({ suspended: true })
    await page.getByText('Your account is suspended').waitFor()
    seen.push(await inspect(page, 'suspended', look))
    await documents.access(adam.uid).update({ role: 'admin', suspended: false })
    expect(seen).toEqual(seen.map(({ name }) => whole(name)))
    expect(complaints).toEqual([])
    await context.close()
  })
})

test('a draft is not shown to others, and its address says so kindly', async () => {
  const { context, page } = await browserOf(browser)
  await page.goto(`/events/${ids.draft}`)
  await page
    .getByRole('heading', { name: /no such|not|nothing/i })
    .first()
    .waitFor()
  expect(await page.getByText(workshop().description).count()).toBe(0)
  await context.close()
})
