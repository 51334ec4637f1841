import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LabPlaceDocument } from '../contract/lab-places.ts'
import { db, documents } from '../server/documents.ts'
import { registerHub } from '../server/oidc/cluster-client.ts'
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
import { connectAccount } from '../testing/cloud-accounts.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { startHubDouble } from '../testing/hub-double.ts'
import { storeLab, storePlace } from '../testing/labs.ts'
import { asPerson, signUp } from '../testing/people.ts'
import { storeCluster } from '../testing/runner-clusters.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const servers: [server: LabPlaceDocument['server'], minutes: number, message?: string][] = [
  ['failed', 3, 'The server did not start within a minute.'],
  ['starting', 5, 'Cloning the materials'],
  ['starting', 1],
  ['running', 12],
  ['idle', 40],
  ['stopping', 0],
  ['none', 90],
]

test('an organiser follows the people in a lab, sees a hand at once, and opens a lab only while its person allows it', async () => {
  const [otto, erik] = await Promise.all([signUp('Otto'), signUp('Erik')])
  await documents.access(otto.uid).update({ role: 'operator' })
  const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const { id } = await publishEvent(otto, { capacity: 300 })
  const late = await asPerson('Mina')
  for (const person of [erik, late]) await api('POST', `/v1/events/${id}/registrations`, undefined, person)
  await waitUntilSettled(db, id)
  const hub = await startHubDouble()
  hub.trouble.alwaysRuns = true
  const links = [{ service: 'jupyterhub' as const, url: hub.url }]
  const { clusterId, name } = await storeCluster(otto, account, { eventId: id, links })
  await registerHub({ clusterId, name, ownerId: otto.uid, eventId: id }, hub.url, new Date().toISOString())
  await storeLab(id, account, { state: 'ready', clusterId, builds: 1 })
  const seen: Inspected[] = []

  const organiser = await openPage(browser, desktop)
  const { page } = organiser
  const choose = (state: string) => page.locator('fieldset label', { hasText: state }).click()
  await signInAndOpen(page, otto, `/organise/${id}/cockpit`)
  await page.getByText('Nobody has arrived yet').waitFor()
  for (const fact of ['Removed in', 'Cost so far', 'Estimated cost']) await page.getByText(fact).waitFor()
  seen.push(await inspect(page, 'cockpit-empty', desktop))
  await choose('Not here yet')
  await page.getByText('Mina Labseat').waitFor()
  await choose('Arrived')

  const longName = `Wolfeschlegelsteinhausenbergerdorff-${'Ада'.repeat(20)}`
  for (const [index, [server, minutes, message = null]] of servers.entries())
    await storePlace(
      id,
      { uid: `guest-${index}`, firstName: index === 0 ? longName : 'Guest', lastName: `${index}` },
      { server, since: minutesAgo(minutes), message, handAt: index === 4 ? minutesAgo(2) : null },
    )
  await storePlace(id, erik, { server: 'running', since: minutesAgo(2) })
  // The page shows each change by itself.
  await page.getByText('Erik Labseat').waitFor()
  await choose('Stuck')
  expect(await page.getByRole('listitem').filter({ hasText: 'Cloning the materials' }).count()).toBe(1)
  await choose('Arrived')

  const attendee = await openPage(browser, phone)
  await signInAndOpen(attendee.page, erik, `/events/${id}`)
  await attendee.page.getByRole('button', { name: 'Raise a hand' }).click()
  await attendee.page.getByText('Your hand is up').waitFor()
  const hands = page.getByRole('region', { name: 'Raised hands' })
  await hands.getByText('Erik Labseat').waitFor()
  expect(await hands.getByRole('listitem').allInnerTexts()).toMatchObject([
    expect.stringContaining('Guest 4'),
    expect.stringContaining('Erik Labseat'),
  ])
  await page
    .getByRole('status')
    .filter({ hasText: 'Erik Labseat raised a hand. 2 hands are up.' })
    .waitFor({ state: 'attached' })
  await hands.getByRole('button', { name: 'Lower the hand of Guest 4' }).click()
  await expect.poll(() => hands.getByRole('listitem').count()).toBe(1)

  await page.getByRole('button', { name: 'Actions for Erik Labseat' }).click()
  await page.getByRole('button', { name: 'Ask to open their lab' }).click()
  await attendee.page.getByText('Otto Labseat asks to open your lab').waitFor()
  seen.push(await inspect(attendee.page, 'lab-card-asked', phone))
  await attendee.page.getByRole('button', { name: 'Allow' }).click()
  await attendee.page.getByText('Otto Labseat can open your lab').waitFor()
  const openLab = page.getByRole('button', { name: 'Open the lab of Erik Labseat' })
  await openLab.waitFor()
  seen.push(await inspect(page, 'cockpit', desktop))
  const [tab] = await Promise.all([organiser.context.waitForEvent('page'), openLab.click()])
  await tab.waitForURL(/\/lab\/user\/[0-9a-f]{32}\/\?token=/)
  expect(await tab.evaluate(() => window.opener)).toBeNull()
  await tab.close()
  expect(hub.tokens).toHaveLength(1)
  await attendee.page.getByRole('button', { name: 'End it' }).click()
  await openLab.waitFor({ state: 'detached' })
  await expect.poll(() => hub.tokens.length).toBe(0)

  await page.getByRole('button', { name: 'Write to people' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Message').fill('Open exercise 3.')
  await dialog.getByText('The organisers write: Open exercise 3.').waitFor()
  seen.push(await inspect(page, 'cockpit-message', desktop))
  await dialog.getByRole('button', { name: 'Send to 2 people' }).click()
  await page.getByText('2 people get the message.').waitFor()
  await page.getByRole('button', { name: 'Restart all servers' }).click()
  await dialog.getByText('What runs in everybody’s notebooks ends').waitFor()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  expect(seen).toEqual(seen.map((inspected) => withoutFindings(inspected.name)))
  for (const { complaints, context } of [organiser, attendee]) {
    expect(complaints).toEqual([])
    await context.close()
  }
  hub.stop()
}, 180_000)
