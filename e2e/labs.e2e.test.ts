import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db, documents } from '../server/documents.ts'
import { registerHub } from '../server/oidc/cluster-client.ts'
import { api } from '../testing/api.ts'
import {
  desktop,
  findViolations,
  type Inspected,
  inspect,
  launchBrowser,
  openPage,
  phone,
  withoutFindings,
} from '../testing/browser.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { type HubDouble, startHubDouble } from '../testing/hub-double.ts'
import { asPerson, signUp } from '../testing/people.ts'
import { storeCluster } from '../testing/runner-clusters.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'
import { waitUntil } from '../testing/wait-until.ts'

let browser: Browser
let hub: HubDouble
beforeAll(async () => {
  await emptyFirestore()
  hub = await startHubDouble()
  browser = await launchBrowser()
})
afterAll(async () => {
  hub.stop()
  await browser.close()
})

/** The card says why nothing starts and what the hub does, leads to the notebook by itself, and then offers more. */
const openPlace = async (page: Page, address: string, seen: Inspected[]) => {
  const open = page.getByRole('button', { name: 'Open my lab' })
  await page.reload()
  await open.waitFor()
  seen.push(await inspect(page, 'lab-card', phone))
  hub.trouble.down = true
  await open.click()
  await page.getByText('do not answer right now').waitFor()
  seen.push(await inspect(page, 'lab-card-failed', phone))
  Object.assign(hub.trouble, { down: false, holds: true, materialsProblem: 'The repository is private.' })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Cloning the materials').waitFor()
  // `inspect` waits until nothing is busy.
  expect(await findViolations(page)).toEqual([])
  hub.trouble.holds = false
  await page.waitForURL(/hub\/labseat\/enter\/[0-9a-f]{32}$/)
  await page.goto(address)
  await page.getByText('Your notebook has no materials. The repository is private.').waitFor()
  seen.push(await inspect(page, 'lab-card-running', phone))
  await page.getByRole('button', { name: 'Reset' }).click()
  const starts = hub.starts()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reset' }).click()
  await waitUntil('the server starts with fresh materials', () => hub.starts() > starts, 30)
  expect(hub.bodies.at(-1)).toHaveProperty('resetId')
}

test('an organiser attaches, extends and removes a lab, and a person with a seat opens it from the event page', async () => {
  const [otto, erik, mina] = await Promise.all([signUp('Otto'), signUp('Erik'), asPerson('Mina')])
  await documents.access(otto.uid).update({ role: 'operator' })
  const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const { id } = await publishEvent(otto, { capacity: 2 })
  for (const person of [erik, mina]) await api('POST', `/v1/events/${id}/registrations`, undefined, person)
  await waitUntilSettled(db, id)
  const seen: Inspected[] = []

  const organiser = await openPage(browser, desktop)
  const { page } = organiser
  await signInAndOpen(page, otto, `/organise/${id}`)
  await page.getByRole('link', { name: 'Lab', exact: true }).click()
  await page.getByRole('heading', { name: 'Attach a lab' }).waitFor()
  await page.getByLabel('Materials').fill('https://127.0.0.1/x')
  await page.keyboard.press('Enter')
  await page.getByText('Enter the https:// address of a repository').waitFor()
  seen.push(await inspect(page, 'lab-attach', desktop))
  await page.getByLabel('Materials').fill('https://github.com/jupyter/notebook')
  await page.keyboard.press('Enter')
  await page.getByText('Scheduled').waitFor()
  expect((await documents.lab(id).get()).data()).toMatchObject({ state: 'scheduled', accountId: account.id })

  const attendee = await openPage(browser, phone)
  await signInAndOpen(attendee.page, erik, `/events/${id}`)
  await attendee.page.getByText('It opens on').waitFor()
  expect(await attendee.page.getByRole('button', { name: 'Open my lab' }).count()).toBe(0)
  const { clusterId } = await storeCluster(otto, account, {
    eventId: id,
    applied: true,
    links: [{ service: 'jupyterhub', url: hub.url }],
  })
  const now = new Date().toISOString()
  await registerHub({ clusterId, name: 'lab', ownerId: otto.uid, eventId: id }, hub.url, now)
  await documents.lab(id).update({ state: 'ready', clusterId, builds: 1 })
  await openPlace(attendee.page, `/events/${id}`, seen)

  // A cluster gives no file.
  await attendee.page.getByRole('button', { name: 'Download my work' }).waitFor()
  await documents.lab(id).update({ platform: 'aws' })
  await attendee.page.reload()
  await attendee.page.getByText('right-click a folder').waitFor()
  expect(await attendee.page.getByRole('button', { name: 'Download my work' }).count()).toBe(0)
  seen.push(await inspect(attendee.page, 'lab-card-cluster', phone))
  await documents.lab(id).update({ platform: 'sandbox' })

  await page.reload()
  await page.getByRole('button', { name: 'Extend by an hour' }).click()
  await page.getByText('The lab ends on').waitFor()
  seen.push(await inspect(page, 'lab-open', desktop))
  await page.getByRole('button', { name: 'Remove the lab' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the lab' }).click()
  await page.getByText('Being removed').waitFor()

  const receipt = {
    clusterId,
    name: 'lab-workshop-abc234',
    nodes: { type: 'small', min: 1, max: 1 },
    from: '2027-05-01T08:00:00.000Z',
    to: '2027-05-01T12:00:00.000Z',
    cost: { amount: 0, currency: 'USD' as const },
    left: 0,
  }
  await documents.lab(id).update({ state: 'ended', clusterId: null, builds: 0, receipt })
  await page.reload()
  await page.getByText('Nothing is left').waitFor()
  seen.push(await inspect(page, 'lab-receipt', desktop))

  expect(seen).toEqual(seen.map(({ name }) => withoutFindings(name)))
  for (const { complaints, context } of [organiser, attendee]) {
    expect(complaints).toEqual([])
    await context.close()
  }
}, 180_000)
