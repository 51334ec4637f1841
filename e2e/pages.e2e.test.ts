import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { db, documents } from '../functions/documents.ts'
import { unsubscribeToken } from '../functions/mail/token.ts'
import { forgetAuthor } from '../functions/reviews/forget-author.ts'
import { api } from './support/api.ts'
import {
  browserOf,
  type Inspected,
  inspect,
  type Look,
  looks,
  openBrowser,
  whole,
} from './support/browser.ts'
import { emptyFirestore } from './support/empty.ts'
import { publishes, workshop } from './support/events.ts'
import { linksIn, mailAbout } from './support/mail.ts'
import { asPerson, type Person, password, signUp } from './support/people.ts'
import { begins } from './support/reviews.ts'
import { settled } from './support/seats.ts'

let browser: Browser
let olga: Person
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

/** A browser that looks at one page after the other; `end` says that each was whole, and closes it. */
const visitor = async (look: Look) => {
  const { context, page, complaints } = await browserOf(browser, look)
  const seen: Inspected[] = []
  const see = async (name: string) => void seen.push(await inspect(page, name, look))
  const visit = async (name: string, path: string, sign: string | RegExp) => {
    await page.goto(path)
    await page.getByText(sign).filter({ visible: true }).first().waitFor()
    await see(name)
  }
  const end = async () => {
    expect(seen).toEqual(seen.map(({ name }) => whole(name)))
    expect(complaints).toEqual([])
    await context.close()
  }
  return { page, see, visit, end }
}
const signIn = async (page: Page, { email }: Person, next: string) => {
  await page.goto(`/sign-in?next=${next}`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname.startsWith(next))
}
/** A link of an e-mail, as a path of the app. */
const pathOf = (link: string) => link.replace(/^https?:..[^/]+/, '')

// Three at a time share the machine, so each takes longer than it would alone.
describe.each(looks)('$size', { timeout: 300_000 }, (look) => {
  test.concurrent('signed out', async () => {
    const { page, see, visit, end } = await visitor(look)
    await visit('home', '/', 'Kubernetes in an afternoon')
    await visit('home-nothing', '/?query=zzzzqqq', /no event|nothing/i)
    await visit('event', `/events/${ids.open}`, 'Take a seat')
    await visit('event-full', `/events/${ids.full}`, 'Join the waiting list')
    await visit('event-cancelled', `/events/${ids.cancelled}`, /cancelled/i)
    await visit('event-long', `/events/${ids.long}`, 'Take a seat')
    await visit('event-reviews', `/events/${ids.begun}`, 'Former member')
    await visit('sign-in', '/sign-in', 'Password')
    await visit('sign-up', '/sign-up', 'First name')
    await page.getByRole('button', { name: 'Sign up' }).click()
    await page
      .getByText(/required|characters/i)
      .filter({ visible: true })
      .first()
      .waitFor()
    await see('sign-up-errors')
    await visit('unsubscribe-incomplete', '/account/unsubscribe?token=x', 'This link is not complete')
    const token = unsubscribeToken(olga.uid, 'clusters')
    await visit('unsubscribe', `/account/unsubscribe?token=${token}`, 'Stop these e-mails')
    await page.getByRole('button', { name: 'Stop these e-mails' }).click()
    await page.getByText('No more of these e-mails').waitFor()
    await see('unsubscribe-done')
    await visit('forgotten', '/account/forgotten', 'Send the link')
    const person = await signUp('Gustav')
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText('a link is on its way').waitFor()
    await see('forgotten-sent')
    const [reset] = linksIn(await mailAbout(person.email, 'new password'))
    await visit('action-reset', pathOf(reset!), 'Save and sign in')
    const [verify] = linksIn(await mailAbout(person.email, 'Confirm'))
    await visit('action-used', pathOf(verify!), 'This link works no more')
    await visit('action-incomplete', '/account/action', 'This link is not complete')
    await visit('goodbye', '/goodbye', 'Your account is deleted')
    await visit('not-found', '/no/such/page', /not|nothing|no such/i)
    await end()
  })

  test.concurrent('signed in', async () => {
    const { page, see, visit, end } = await visitor(look)
    await signIn(page, olga, '/seats')
    await visit('seats', '/seats', 'Kubernetes in an afternoon')
    await visit('event-confirmed', `/events/${ids.open}`, 'Give up your seat')
    await page.getByRole('button', { name: 'Give up your seat' }).click()
    await page.getByText('Keep it').waitFor()
    await see('event-give-up')
    await visit('event-waiting', `/events/${ids.full}`, 'Leave the waiting list')
    await visit('event-review-own', `/events/${ids.reviewed}`, 'Your review')
    await visit('event-review-form', `/events/${ids.begun}`, 'Publish review')
    await page.getByRole('button', { name: 'Publish review' }).click()
    await page.getByText('Choose 1 to 5 stars.').waitFor()
    await see('event-review-errors')
    await visit('organise', '/organise', 'Airflow for analysts')
    await visit('organise-new', '/organise/new', 'Title')
    await page.getByRole('button', { name: 'Publish' }).click()
    await page
      .getByText(/required|at least|give/i)
      .filter({ visible: true })
      .first()
      .waitFor()
    await see('organise-new-errors')
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
    await see('settings-typing')
    await page.getByRole('button', { name: 'Delete account' }).click()
    await page.getByLabel('Your password').waitFor()
    await see('settings-delete')
    await page.getByRole('button', { name: 'Keep the account' }).click()
    await page.getByRole('button', { name: /^Notifications/ }).click()
    await page.getByText('Mark all read').waitFor()
    await see('notifications')
    await end()
  })

  test.concurrent('as an admin', async () => {
    const { page, see, visit, end } = await visitor(look)
    const adam = await signUp('Adam')
    const access = documents.access(adam.uid)
    await access.update({ role: 'admin' })
    await signIn(page, adam, '/admin')
    await visit('admin-people', '/admin/people', `@${olga.username}`)
    await page.getByRole('button', { name: 'Suspend Olga Labseat' }).click()
    await page.getByText('Leave them in').waitFor()
    await see('admin-suspend')
    await visit('admin-people-search', '/admin/people?query=p1', 'P1 Labseat')
    await visit('admin-people-nobody', '/admin/people?query=zzzz', 'Nobody found')
    await visit('admin-activity', '/admin/activity', 'Kubernetes in an afternoon')
    await visit('admin-activity-one', `/admin/activity?actor=${olga.uid}&action=events-cancel`, 'An evening')
    await visit('admin-activity-nothing', '/admin/activity?to=2020-01-01', 'Nothing happened here')
    await access.update({ role: 'member' })
    await page.getByText('This page is for admins').waitFor()
    await see('admin-refused')
    await access.update({ suspended: true })
    await page.getByText('Your account is suspended').waitFor()
    await see('suspended')
    await end()
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
