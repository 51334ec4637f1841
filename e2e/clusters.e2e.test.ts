import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../server/documents.ts'
import { launchBrowser, openPage } from '../testing/browser.ts'
import { connects } from '../testing/cloud-accounts.ts'
import { resources, storeCluster, storeLog } from '../testing/clusters.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { password, signUp } from '../testing/people.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** An operator with the sandbox, signed in. */
const operator = async (name: string, { account: connected = true } = {}) => {
  const person = await signUp(name)
  await documents.access(person.uid).update({ role: 'operator' })
  const connect = () => connects(person, { platform: 'sandbox', credentials: { kind: 'none' } })
  const account = connected ? await connect() : undefined
  const { context, page, complaints } = await openPage(browser)
  await page.goto('/sign-in?next=/clusters')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('No cluster yet').waitFor()
  const end = async () => {
    expect(complaints).toEqual([])
    await context.close()
  }
  return { account, connect, page, end }
}
/** Long enough for Terraform on a machine that does other things as well. */
const longTimeout = { timeout: 90_000 }

test('a cluster can be planned, approved, watched, extended and destroyed, and its page becomes the receipt', async () => {
  const { page, connect, end } = await operator('Ulla', { account: false })
  await page.getByRole('link', { name: 'Create a cluster' }).click()
  await page.getByText('Connect a cloud account first').waitFor()
  await connect()
  await page.getByLabel('Name', { exact: true }).fill('workshop')
  await page.getByRole('checkbox', { name: /MLflow/ }).check()
  await page.getByText('costs nothing').waitFor()
  await page.getByRole('button', { name: 'Plan the cluster' }).click()

  const heading = page.getByRole('heading', { level: 1, name: /^workshop-[a-z0-9]{6}$/ })
  await heading.waitFor()
  const name = await heading.innerText()
  await page.getByRole('button', { name: 'Approve the plan' }).waitFor(longTimeout)
  await page.getByText('To create', { exact: true }).waitFor()
  expect(await page.getByText('terraform_data.vpc', { exact: true }).count()).toBe(1)
  await page.getByRole('button', { name: 'Approve the plan' }).click()
  await page.getByText('Ready', { exact: true }).waitFor(longTimeout)
  for (const service of ['VS Code', 'JupyterHub', 'MLflow'])
    await page.getByRole('region', { name: 'Services' }).getByText(service, { exact: true }).waitFor()
  await page.locator('summary', { hasText: 'Build' }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: 'terraform_data.vpc' })
    .filter({ hasText: 'Done' })
    .first()
    .waitFor()
  await page
    .getByText(/Apply complete/)
    .first()
    .waitFor()

  await page.getByRole('button', { name: 'Extend' }).click()
  await page.getByRole('button', { name: 'In a week' }).click()
  await page.getByRole('button', { name: 'Save the end' }).click()
  await page.getByRole('button', { name: 'Save the end' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Check for changes' }).click()
  await page.getByText('Nothing was changed outside Labseat').waitFor(longTimeout)

  await page.getByRole('button', { name: 'Destroy', exact: true }).click()
  await page.getByRole('alertdialog', { name: `Destroy ${name}?` }).waitFor()
  await page.getByRole('button', { name: 'Destroy the cluster' }).click()
  await page.getByText('Nothing is left in the cloud account.').waitFor(longTimeout)
  await page.getByText('0 resources, reported by Sandbox').waitFor()
  await page.reload()
  await page.getByText('Nothing is left in the cloud account.').waitFor()
  await end()
}, 300_000)

test("a cluster can be created from its account's page, and the list shows when its plan waits for approval", async () => {
  const { page, account, end } = await operator('Wanda')
  await page.goto(`/cloud-accounts/${account!.id}`)
  await page.getByRole('link', { name: 'Create a cluster' }).click()
  await page.getByLabel('Name', { exact: true }).fill('course')
  expect(await page.getByLabel('Cloud account').inputValue()).toBe(account!.id)
  await page.getByRole('button', { name: 'Plan the cluster' }).click()
  await page.getByRole('heading', { level: 1, name: /^course-/ }).waitFor()
  await page.getByRole('link', { name: 'Clusters' }).first().click()
  const row = page.getByRole('row', { name: /course-/ })
  await row.getByText('Waiting for approval').waitFor(longTimeout)
  await row.getByRole('link').click()
  await page.getByRole('button', { name: 'Discard the plan' }).click()
  await page.getByText('The plan was discarded.').waitFor()
  await page.getByRole('link', { name: 'Clusters' }).first().click()
  await row.getByText('Failed').waitFor()
  await end()
}, 200_000)

test('a plan can be discarded, which creates nothing, and the run can be started again', async () => {
  const { page, end } = await operator('Dora')
  await page.getByRole('link', { name: 'Create a cluster' }).click()
  await page.getByLabel('Name', { exact: true }).fill('seminar')
  await page.getByRole('button', { name: 'Plan the cluster' }).click()
  await page.getByRole('button', { name: 'Discard the plan' }).click(longTimeout)
  await page.getByText('The plan was discarded.').waitFor()
  await page.getByText('As far as Labseat knows, nothing was created.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: 'Approve the plan' }).waitFor(longTimeout)
  await end()
}, 200_000)

test('errors from the form and the server appear at their fields, also under “More”', async () => {
  const { page, end } = await operator('Fanny')
  await page.getByRole('link', { name: 'Create a cluster' }).click()
  await page.getByLabel('Name', { exact: true }).fill('labs 🚀')
  await page.getByRole('checkbox', { name: /VS Code/ }).uncheck()
  await page.getByRole('checkbox', { name: /JupyterHub/ }).uncheck()
  await page.getByRole('button', { name: 'Plan the cluster' }).click()
  await page.getByText('Use lower-case letters, digits and hyphens').waitFor()
  await page.getByText('Choose at least one.').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('labs')
  await page.getByRole('checkbox', { name: /VS Code/ }).check()
  await page.getByText('More', { exact: true }).click()
  await page.getByLabel('VPC range').fill('10.0.1.0/16')
  await page.getByText('More', { exact: true }).click()
  await page.getByRole('button', { name: 'Plan the cluster' }).click()
  await page.getByText('This is an address inside a range, not the range itself.').waitFor()
  expect(await page.getByLabel('VPC range').evaluate((field) => field === document.activeElement)).toBe(true)
  await end()
})

test('a long log shows its last lines, follows new lines, and loads earlier lines on request', async () => {
  const { page, account, end } = await operator('Lola')
  const id = await storeCluster(account!, {
    run: { state: 'applying', resources: resources('running'), total: 7, tail: ['the last line'] },
  })
  await storeLog(id, 25)
  await page.goto(`/clusters/${id}`)
  const log = page.getByRole('log')
  await log.getByText('the last line').waitFor()
  await log.getByText('line 5000').waitFor()
  const lines = async () => (await log.innerText()).split('\n').length
  expect(await lines()).toBeLessThan(600)
  const { runId } = (await documents.cluster(id).get()).data()!
  await documents.run(id, runId).update({ tail: JSON.stringify(['the last line', 'and one more']) })
  await log.getByText('and one more').waitFor()
  const atEnd = () =>
    log.evaluate(({ scrollTop, scrollHeight, clientHeight }) => scrollHeight - scrollTop - clientHeight < 5)
  expect(await atEnd()).toBe(true)
  await log.evaluate((box) => box.scrollTo(0, 0))
  await page.getByRole('button', { name: 'Show earlier' }).click()
  await log.getByText('line 4001').waitFor()
  await page.getByRole('button', { name: 'Follow new lines' }).click()
  await expect.poll(atEnd).toBe(true)
  await end()
})
