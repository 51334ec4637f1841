import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bucket } from '../contract/cloud-accounts.ts'
import { azure } from '../scripts/stack/clouds/demo.ts'
import { db, documents } from '../server/documents.ts'
import { anonymizeReviews } from '../server/reviews/anonymize-reviews.ts'
import { api } from '../testing/api.ts'
import {
  desktop,
  type Inspected,
  inspect,
  launchBrowser,
  openPage,
  withoutFindings,
} from '../testing/browser.ts'
import { azureSecret, connectAccount } from '../testing/cloud-accounts.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { findUntranslated } from '../testing/find-untranslated.ts'
import { asPerson, type Person, password, signUp } from '../testing/people.ts'
import { beginEvent } from '../testing/reviews.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { pseudo } from '../web/src/lib/pseudo.ts'

let browser: Browser
let olga: Person
let adam: Person
let otto: Person
let account: string
let ids: Record<'open' | 'full' | 'draft' | 'cancelled' | 'begun' | 'reviewed', string>
/** Texts that people wrote. */
let written: string[]

beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
  olga = await signUp('Olga')
  const attendees = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => asPerson(name)))
  const mina = await asPerson('Mina')
  const price = { amount: 123_450, currency: 'EUR' }
  const tags = ['kubernetes', 'machine learning']
  const open = await publishEvent(olga, { capacity: 12, tags })
  const full = await publishEvent(mina, { title: 'Retrieval that works', price })
  const draft = await publishEvent(olga, { state: 'draft', title: 'Airflow for analysts' })
  const cancelled = await publishEvent(olga, { title: 'An evening with Superset' })
  const begun = await publishEvent(mina, { title: 'Terraform, taken apart', capacity: 20 })
  const reviewed = await publishEvent(mina, { title: 'Notebooks for everybody', capacity: 20 })
  ids = {
    ...{ open: open.id, full: full.id, draft: draft.id, cancelled: cancelled.id },
    ...{ begun: begun.id, reviewed: reviewed.id },
  }
  const comment = 'We built it, broke it and built it again.'
  const writes = (eventId: string, person: Person, rating: number) =>
    api('POST', `/v1/events/${eventId}/reviews`, { rating, comment }, person)
  await beginEvent(ids.begun, [olga, ...attendees])
  await beginEvent(ids.reviewed, [olga])
  for (const [index, person] of attendees.entries()) await writes(ids.begun, person, 5 - index)
  await anonymizeReviews(attendees[0]!.uid)
  await writes(ids.reviewed, olga, 4)
  adam = await signUp('Adam')
  await documents.access(adam.uid).update({ role: 'admin' })
  otto = await signUp('Otto')
  await documents.access(otto.uid).update({ role: 'operator' })
  await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' }, name: 'This machine' })
  const atAzure = await connectAccount(otto, {
    platform: 'azure',
    credentials: azureSecret(),
    name: 'Berlin labs',
  })
  account = atAzure.id
  const storage = `/v1/cloud-accounts/${account}/buckets?limit=100`
  const { items: buckets } = (await api<{ items: Bucket[] }>('GET', storage, undefined, otto)).body
  const ask = (eventId: string, person: Person) =>
    api('POST', `/v1/events/${eventId}/registrations`, undefined, person)
  for (const person of attendees) for (const eventId of [ids.open, ids.full]) await ask(eventId, person)
  await waitUntilSettled(db, ids.full)
  for (const eventId of [ids.full, ids.open, ids.cancelled]) await ask(eventId, olga)
  await api('POST', `/v1/events/${ids.cancelled}/cancel`, undefined, olga)
  for (const eventId of [ids.full, ids.open, ids.cancelled]) await waitUntilSettled(db, eventId)

  const people = [olga, otto, adam, mina, ...attendees].flatMap(({ firstName, username, email }) => [
    `${firstName} Labseat`,
    `${firstName[0]}L`,
    username,
    email,
  ])
  written = [
    ...[open, full, draft, cancelled, begun, reviewed].flatMap(({ title, description }) => [
      title,
      description,
    ]),
    ...people,
    ...tags,
    ...['AKIA…', 'This machine', 'This Labseat', 'sandbox', 'Berlin labs', 'Labseat labs'],
    ...[atAzure.identity, atAzure.scope.id, atAzure.fingerprint, ...atAzure.regions],
    ...buckets.flatMap(({ name, encryption = name }) => [name, encryption]),
    comment,
    'data',
    'Room 4',
    'meet.labseat.test',
  ]
})
afterAll(() => browser.close())

/** The notices in the app. The server writes them in English. */
const listNotices = async (): Promise<string[]> => {
  const lists = [olga, otto].map(({ uid }) => db.collection(`people/${uid}/notifications`).get())
  const docs = (await Promise.all(lists)).flatMap((list) => list.docs)
  return docs.flatMap((doc) => [doc.get('title') as string, doc.get('body') as string])
}

// Three tests share the machine, so each takes longer than alone.
describe('with texts 40 % longer', { timeout: 300_000 }, () => {
  const open = async () => {
    const { context, page, complaints } = await openPage(browser)
    await context.addInitScript(() => localStorage.setItem('language', 'en-x-pseudo'))
    const seen: (Inspected & { english: string[] })[] = []
    const see = async (name: string) => {
      const inspected = await inspect(page, `pseudo-${name}`, desktop, { themes: false })
      const english = await findUntranslated(page, [...written, ...(await listNotices())])
      seen.push({ ...inspected, english })
    }
    const visit = async (name: string, path: string, sign: string) => {
      await page.goto(path)
      await page.getByText(sign).filter({ visible: true }).first().waitFor()
      await see(name)
    }
    const signIn = async ({ email }: Person, next: string) => {
      await page.goto(`/sign-in?next=${next}`)
      await page.getByLabel(pseudo('E-mail')).fill(email)
      await page.getByLabel(pseudo('Password')).fill(password)
      await page
        .getByRole('main')
        .getByRole('button', { name: pseudo('Sign in') })
        .click()
      await page.waitForURL((url) => url.pathname === next)
    }
    const end = async () => {
      expect(seen).toEqual(seen.map(({ name }) => ({ ...withoutFindings(name), english: [] })))
      expect(complaints).toEqual([])
      await context.close()
    }
    return { page, see, visit, signIn, end }
  }

  test.concurrent('public pages fit and have no untranslated text', async () => {
    const { page, see, visit, end } = await open()
    await visit('home', '/', 'Kubernetes in an afternoon')
    await visit('home-nothing', '/?query=zzzzqqq&tag=data', pseudo('Show all events'))
    await visit('event', `/events/${ids.open}`, pseudo('Take a seat'))
    await visit('event-full', `/events/${ids.full}`, pseudo('Join the waiting list'))
    await visit('event-cancelled', `/events/${ids.cancelled}`, pseudo('This event was cancelled'))
    await visit('not-found', '/no/such/page', pseudo('Page not found'))
    await visit('event-reviews', `/events/${ids.begun}`, pseudo('Former member'))
    await visit('forgotten', '/account/forgotten', pseudo('Send the link'))
    await visit(
      'action-used',
      '/account/action?mode=verifyEmail&oobCode=x',
      pseudo('This link no longer works'),
    )
    await visit('unsubscribe', '/account/unsubscribe?token=x.events.y', pseudo('Stop these e-mails'))
    await visit('sign-in', '/sign-in?next=/seats', pseudo('Password'))
    await page.getByLabel(pseudo('E-mail')).fill(olga.email)
    await page.getByLabel(pseudo('Password')).fill('not the one')
    await page
      .getByRole('main')
      .getByRole('button', { name: pseudo('Sign in') })
      .click()
    await page.getByText(pseudo('You are not signed in.')).waitFor()
    await see('sign-in-failed')
    await visit('sign-up', '/sign-up', pseudo('First name'))
    await page
      .getByRole('main')
      .getByRole('button', { name: pseudo('Sign up') })
      .click()
    await page.getByText(pseudo('This is required.')).first().waitFor()
    await see('sign-up-errors')
    await end()
  })

  test.concurrent("an operator's pages fit and have no untranslated text", async () => {
    const { page, see, visit, signIn, end } = await open()
    await signIn(otto, '/cloud-accounts')
    await visit('cloud-list', '/cloud-accounts', 'This machine')
    await visit('cloud-new', '/cloud-accounts/new', pseudo('Where do you want to build labs?'))
    const named = '/cloud-accounts/new?step=credentials&name=Training&environment=dev&platform='
    await visit('cloud-new-key', `${named}aws&way=access-key`, pseudo('Secret access key'))
    await page.getByLabel(pseudo('Access key id')).fill('not one')
    await page.getByRole('button', { name: pseudo('Check and connect') }).click()
    await page
      .getByText(pseudo('An access key id has 20 capital letters and digits. It starts with AKIA or ASIA.'))
      .waitFor()
    await see('cloud-new-key-errors')
    await visit('cloud-new-secret', `${named}azure&way=client-secret`, pseudo('Tenant id'))
    await visit('cloud-new-file', `${named}gcp&way=service-account`, pseudo('Drop the JSON file here'))
    await page.getByRole('button', { name: pseudo('Check and connect') }).click()
    await page.getByText(pseudo('Choose the key file.')).waitFor()
    await see('cloud-new-file-missing')
    await visit('cloud-account', `/cloud-accounts/${account}`, pseudo('Fingerprint'))
    await page.getByText(azure.storageAccount).waitFor()
    await page.getByRole('button', { name: pseudo('Delete') }).click()
    await page.getByText(pseudo('Delete account')).waitFor()
    await see('cloud-account-delete')
    await end()
  })

  test.concurrent("a signed-in person's pages fit and have no untranslated text", async () => {
    const { page, see, visit, signIn, end } = await open()
    await signIn(olga, '/seats')
    await visit('seats', '/seats', 'Kubernetes in an afternoon')
    await visit('event-waiting', `/events/${ids.full}`, pseudo('Leave the waiting list'))
    await visit('event-confirmed', `/events/${ids.open}`, pseudo('Give up your seat'))
    await page.getByRole('button', { name: pseudo('Give up your seat') }).click()
    await page.getByText(pseudo('Keep your seat')).waitFor()
    await see('event-give-up')
    await visit('event-review-own', `/events/${ids.reviewed}`, pseudo('Your review'))
    await page.getByRole('button', { name: pseudo('Remove'), exact: true }).click()
    await page.getByText(pseudo('Remove your review?')).waitFor()
    await see('event-review-remove')
    await visit('event-review-form', `/events/${ids.begun}`, pseudo('Publish review'))
    await page.getByRole('button', { name: pseudo('Publish review') }).click()
    await page.getByText(pseudo('Choose 1 to 5 stars.')).waitFor()
    await see('event-review-errors')
    await visit('organise', '/organise', 'Airflow for analysts')
    await visit('organise-new', '/organise/new', pseudo('Title'))
    await page.getByRole('button', { name: pseudo('Publish') }).click()
    await page.getByText(pseudo('Choose when it starts.')).filter({ visible: true }).waitFor()
    await see('organise-new-errors')
    await visit('organise-edit', `/organise/${ids.open}/edit`, pseudo('Time zone'))
    await page.getByRole('button', { name: pseudo('Cancel event') }).click()
    await page.getByText(pseudo('Keep the event')).waitFor()
    await see('organise-cancel')
    await visit('organise-people', `/organise/${ids.open}`, 'Ada Labseat')
    await page
      .getByRole('button', { name: pseudo('Remove {{name}}').replace('{{name}}', 'Ada Labseat') })
      .click()
    await page.getByRole('button', { name: pseudo('Cancel') }).waitFor()
    await see('organise-remove')
    await visit('settings', '/settings', pseudo('Change username'))
    await page.getByLabel(pseudo('New password')).fill('a barge of seven green lamps')
    await page.getByText(pseudo('Strong'), { exact: true }).waitFor()
    await page.getByLabel(pseudo('Username'), { exact: true }).fill('admin')
    await page
      .getByText(pseudo('{{username}} is reserved. Try another.').replace('{{username}}', 'admin'))
      .waitFor()
    await page.getByLabel(pseudo('First name')).fill('')
    await page.getByLabel(pseudo('First name')).blur()
    await see('settings-typing')
    await page.getByRole('button', { name: pseudo('Delete account') }).click()
    await page.getByLabel(pseudo('Your password')).waitFor()
    await see('settings-delete')
    await page.getByRole('button', { name: pseudo('Cancel') }).click()
    await page.getByRole('button', { name: pseudo('Notifications').slice(0, 12) }).click()
    await page.getByText(pseudo('Mark all as read')).waitFor()
    await see('notifications')
    await visit('notifications-all', '/notifications', 'Kubernetes in an afternoon')
    await page.getByRole('button', { name: pseudo('Clear all') }).click()
    await page.getByText(pseudo('Delete all')).waitFor()
    await see('notifications-clear')
    await end()
  })

  test.concurrent("an admin's pages fit and have no untranslated text", async () => {
    const { page, see, visit, signIn, end } = await open()
    await signIn(adam, '/admin/people')
    await visit('admin-people', '/admin/people', `@${olga.username}`)
    const suspend = pseudo('Suspend {{name}}').replace('{{name}}', 'Olga Labseat')
    await page.getByRole('button', { name: suspend }).click()
    await page.getByRole('button', { name: pseudo('Cancel') }).waitFor()
    await see('admin-suspend')
    await visit('admin-people-nobody', '/admin/people?query=zzzz', pseudo('No people found'))
    await visit('admin-activity', '/admin/activity', 'Kubernetes in an afternoon')
    await visit('admin-activity-nothing', '/admin/activity?to=2020-01-01', pseudo('No activity found'))
    await end()
  })
})
