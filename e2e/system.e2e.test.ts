import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../server/documents.ts'
import {
  desktop,
  type Inspected,
  inspect,
  launchBrowser,
  openPage,
  withoutFindings,
} from '../testing/browser.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { addDeadLetter } from '../testing/dead-letters.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { asPerson, type Person, signUp } from '../testing/people.ts'
import { storeCluster } from '../testing/runner-clusters.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

const addAdmin = async (): Promise<Person> => {
  const adam = await signUp('Adam')
  await documents.access(adam.uid).update({ role: 'admin' })
  return adam
}

const signIn = async (page: Page, person: Person) => {
  await signInAndOpen(page, person, '/admin/system')
  await page.getByRole('heading', { name: 'System' }).waitFor()
}

/** Work that waits, messages that failed, and clusters that need attention. */
const addTroubles = async () => {
  const otto = await asPerson('Otto', { role: 'operator' })
  const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  await storeCluster(otto, account, { endsAt: minutesAgo(90), name: 'workshop-7xk2mq' })
  await storeCluster(
    otto,
    account,
    { state: 'failed', name: `a-name-that-is-long-enough-${'x'.repeat(20)}` },
    { state: 'failed', command: 'destroy', endedAt: minutesAgo(25 * 60) },
  )
  await documents.mail('mail-1').set({
    kind: 'notices',
    items: [],
    state: 'pending',
    left: [0],
    refused: 0,
    attempts: 4,
    nextAt: minutesAgo(-10),
    createdAt: minutesAgo(40),
  })
  await documents.sweep().set({
    startedAt: minutesAgo(1),
    endedAt: minutesAgo(1),
    chores: [
      { name: 'settle events', items: 2, failures: 0 },
      { name: 'send e-mail', items: 1200, failures: 3 },
      { name: 'end clusters', items: 0, failures: 0 },
    ],
  })
  await addDeadLetter({
    reason: 'The mail server does not answer.',
    firstAt: minutesAgo(40),
    lastAt: minutesAgo(12),
    traceId: '0af7651916cd43dd8448eb211c80319c',
  })
  await addDeadLetter({
    topic: 'cloud-account-due',
    payload: JSON.stringify({ accountId: 'Averyveryverylongwordwithoutanyplacetobreakit'.repeat(8) }),
    reason: `The message does not match the contract: ${'Averyveryverylongwordwithoutanyplacetobreakit'.repeat(4)}`,
    attempts: 10,
    replays: 2,
    firstAt: minutesAgo(3 * 24 * 60),
    lastAt: minutesAgo(60),
  })
}

test('the page shows what waits, what failed and which clusters need attention, and an empty system', async () => {
  await emptyFirestore()
  const adam = await addAdmin()
  const { page, context, complaints } = await openPage(browser)
  const seen: Inspected[] = []
  const see = async (name: string) => void seen.push(await inspect(page, name, desktop))
  await signIn(page, adam)
  await page.getByText('No failed messages').waitFor()
  await page.getByText('No cluster needs attention.').waitFor()
  await see('admin-system-empty')

  await addTroubles()
  await page.getByRole('button', { name: 'Update now' }).click()
  await page.getByText('The mail server does not answer.').waitFor()
  await page.getByText('Its end has passed').waitFor()
  await page.getByText('It could not be destroyed').waitFor()
  await page.getByText('1,200').waitFor()
  await page.locator('summary').first().click()
  await see('admin-system')

  await page
    .getByRole('button', { name: /^Discard: / })
    .first()
    .click()
  await page.getByRole('alertdialog').waitFor()
  await see('admin-system-discard')
  await page.keyboard.press('Escape')

  await context.route('**/v1/system', (route) => route.abort())
  await context.route('**/v1/dead-letters*', (route) => route.abort())
  await page.getByRole('button', { name: 'Update now' }).click()
  await page.getByText("We can't update this page.").waitFor()
  await see('admin-system-stale')
  await page.reload()
  await page.getByText("We can't show the state of the system.").waitFor()
  await see('admin-system-failed')

  expect(seen).toEqual(seen.map(({ name }) => withoutFindings(name)))
  expect(complaints).toEqual([])
  await context.close()
})

test('an admin replays and discards failed messages with the keyboard alone', async () => {
  await emptyFirestore()
  const adam = await addAdmin()
  const replayed = await addDeadLetter({ reason: 'The database did not answer.' })
  const discarded = await addDeadLetter({ topic: 'sweep', payload: '{}', reason: 'It took too long.' })
  const { page, context, complaints } = await openPage(browser)
  await signIn(page, adam)
  await page.getByText('The database did not answer.').waitFor()

  await page.getByRole('button', { name: 'Replay: Send a notice or an e-mail' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('The message is on its way: Send a notice or an e-mail.').waitFor()
  await page.getByText('The database did not answer.').waitFor({ state: 'detached' })
  expect((await documents.deadLetter(replayed).get()).data()).toMatchObject({ state: 'replayed', replays: 1 })

  await page.getByRole('button', { name: 'Discard: Repair what was left' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('The message is discarded: Repair what was left.').waitFor()
  await page.getByText('No failed messages').waitFor()
  expect((await documents.deadLetter(discarded).get()).data()?.state).toBe('discarded')

  expect(complaints).toEqual([])
  await context.close()
})
