import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Event } from '../contract/events.ts'
import { azure, dnsZones } from '../scripts/stack/clouds/demo.ts'
import { documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import {
  desktop,
  type Inspected,
  inspect,
  launchBrowser,
  openPage,
  phone,
  withoutFindings,
} from '../testing/browser.ts'
import { azureSecret, connectAccount } from '../testing/cloud-accounts.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { inHours, publishEvent, workshop } from '../testing/events.ts'
import { storeLab } from '../testing/labs.ts'
import { type Person, signUp } from '../testing/people.ts'
import { storeCluster } from '../testing/runner-clusters.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' as const })

let browser: Browser
let otto: Person
let olga: Person
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
  ;[otto, olga] = await Promise.all([signUp('Otto'), signUp('Olga')])
  await documents.access(otto.uid).update({ role: 'operator' })
})
afterAll(() => browser.close())

/** Where the keyboard goes on after an action: not at the top of the page. */
const expectFocus = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false)

test('an operator offers an account, and an organiser sees the price before the lab is attached', async () => {
  const account = await connectAccount(otto, {
    platform: 'azure',
    credentials: azureSecret(),
    name: 'Teaching account',
  })
  const draft = await api<Event>('POST', '/v1/events', workshop({ state: 'draft', capacity: 12 }), olga)
  const seen: Inspected[] = []

  const operator = await openPage(browser, desktop)
  await signInAndOpen(operator.page, otto, `/cloud-accounts/${account.id}`)
  await operator.page.getByText('You offer this account to nobody.').waitFor()
  await operator.page.getByRole('button', { name: 'Offer the account' }).click()
  const form = operator.page.getByRole('form', { name: 'Offer the account' })
  await form.getByLabel('User name of the organiser').fill(`@${olga.username}`)
  await form.getByLabel('Label').fill('Summer school')
  await form.getByLabel('Budget in US dollars').fill('40')
  await form.getByLabel('Region').selectOption('westeurope')
  await form.getByLabel('Bucket for Terraform state').fill(azure.storageAccount)
  await form.getByLabel('DNS zone').fill(dnsZones[0]!)
  seen.push(await inspect(operator.page, 'lab-offer-form', desktop))
  await form.getByRole('button', { name: 'Offer', exact: true }).click()
  await operator.page.getByText('Olga Labseat').waitFor()
  await expectFocus(operator.page)
  await operator.page.getByText(/\$0 of \S*\$40 used or reserved/).waitFor()
  seen.push(await inspect(operator.page, 'lab-offers', desktop))

  const organiser = await openPage(browser, phone)
  const { page } = organiser
  await signInAndOpen(page, olga, `/organise/${draft.body.id}/lab`)
  await page.getByText(/offers you this account\. \S*\$40 of \S*\$40 are left/).waitFor()
  const estimate = page.getByRole('region', { name: 'Estimate' })
  await estimate.getByText('for each seat').waitFor()
  const small = await estimate.innerText()
  await page.getByLabel(/Memory/).fill('8')
  await expect.poll(() => estimate.innerText()).not.toBe(small)
  await page.getByLabel(/Memory/).fill('2')
  await expect.poll(() => estimate.innerText()).toBe(small)
  seen.push(await inspect(page, 'lab-offer-attach', phone))
  await page.getByRole('button', { name: 'Attach the lab' }).click()
  await page.getByText('Scheduled').waitFor()
  await expectFocus(page)
  // The organiser sees the label of the offer, and nothing of the account.
  await page.getByText('Summer school', { exact: true }).waitFor()
  expect(await page.getByText('Teaching account').count()).toBe(0)
  seen.push(await inspect(page, 'lab-offered', phone))

  const ask = page.getByRole('button', { name: 'Try the lab' })
  await ask.click()
  const question = page.getByRole('alertdialog')
  await question.getByText(/Estimated cost: \S*\$[\d.]*\d\./).waitFor()
  seen.push(await inspect(page, 'lab-rehearse-ask', phone))
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => ask.evaluate((button) => button === document.activeElement)).toBe(true)

  await operator.page.reload()
  await operator.page.getByRole('button', { name: 'Withdraw' }).click()
  await operator.page.getByRole('alertdialog').getByRole('button', { name: 'Withdraw' }).click()
  await operator.page.getByText('You offer this account to nobody.').waitFor()
  await expectFocus(operator.page)

  expect(seen).toEqual(seen.map(({ name }) => withoutFindings(name)))
  for (const { complaints, context } of [operator, organiser]) {
    expect(complaints).toEqual([])
    await context.close()
  }
})

test('a rehearsal begins and ends, the editor says what a larger capacity costs, and a spent budget says what happens next', async () => {
  const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const [tried, costly, spent] = await Promise.all([
    publishEvent(otto),
    publishEvent(otto, { capacity: 6 }),
    publishEvent(otto, { startsAt: inHours(0.2), endsAt: inHours(3) }),
  ])
  await storeLab(tried.id, account)
  await storeLab(costly.id, account, { platform: 'aws', budget: usd(20_000) })
  const { clusterId } = await storeCluster(otto, account, {
    eventId: spent.id,
    cost: { hourly: usd(100), monthly: null, source: '' },
    createdAt: inHours(-2),
  })
  await storeLab(spent.id, account, {
    state: 'ready',
    clusterId,
    builds: 1,
    budget: usd(150),
    budgetTold: 100,
    overBudgetAt: inHours(0),
  })
  const seen: Inspected[] = []
  const organiser = await openPage(browser, desktop)
  const { page } = organiser

  await signInAndOpen(page, otto, `/organise/${tried.id}/lab`)
  await page.getByRole('button', { name: 'Try the lab' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Try the lab' }).click()
  await page.getByText('This is a rehearsal with one place').waitFor()
  await expectFocus(page)
  seen.push(await inspect(page, 'lab-rehearsal', desktop))
  await page.getByRole('button', { name: 'End the rehearsal' }).click()
  await page.getByRole('button', { name: 'End the rehearsal' }).waitFor({ state: 'detached' })
  await expectFocus(page)

  await page.goto(`/organise/${costly.id}/edit`)
  const seats = page.getByLabel('Seats', { exact: true })
  await seats.fill('40')
  const lab = page.getByRole('region', { name: 'Lab' })
  await lab.getByText(/For 40 seats, the lab costs about \S*\$[\d.]+: \S*\$[\d.]+ for each seat\./).waitFor()
  await lab.getByText(/That is \S*\$[\d.]+ more than now\./).waitFor()
  seen.push(await inspect(page, 'lab-capacity-cost', desktop))
  await seats.fill('400')
  await page.getByText(/room for \d+ people\. Choose that capacity or less\./).waitFor()

  await page.goto(`/organise/${spent.id}/lab`)
  await page.getByText('The budget is spent, so no server starts.').waitFor()
  seen.push(await inspect(page, 'lab-over-budget', desktop))
  await page.getByLabel('Budget for the lab, in US dollars').fill('500')
  const save = page.getByRole('button', { name: 'Change the budget' })
  await save.click()
  await page.getByText(/\$500/).first().waitFor()
  await expectFocus(page)

  await page.goto('/labs/costs')
  await page.getByText(/in total, estimated/).waitFor()
  seen.push(await inspect(page, 'lab-costs', desktop))

  expect(seen).toEqual(seen.map(({ name }) => withoutFindings(name)))
  expect(organiser.complaints).toEqual([])
  await organiser.context.close()
})
