import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Offerings } from '../contract/offerings.ts'
import { offeredVersions } from '../domain/kubernetes-versions.ts'
import { tableOfferings } from '../domain/offerings.ts'
import { awsKeys, stateBucket } from '../scripts/stack/aws-demo.ts'
import { documents } from '../server/documents.ts'
import { findViolations, launchBrowser, openPage } from '../testing/browser.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { resources, storeCluster, storeLog } from '../testing/clusters.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { signUp } from '../testing/people.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

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
  const connect = () => connectAccount(person, { platform: 'sandbox', credentials: { kind: 'none' } })
  const account = connected ? await connect() : undefined
  const { context, page, complaints } = await openPage(browser)
  await signInAndOpen(page, person, '/clusters')
  await page.getByText('No cluster yet').waitFor()
  const end = async () => {
    expect(complaints).toEqual([])
    await context.close()
  }
  return { person, account, connect, page, end }
}
/** An operator with an account at a simulated cloud, signed in. */
const cloudOperator = async (name: string) => {
  const { person, page, end } = await operator(name, { account: false })
  const credentials = { kind: 'access-key', ...awsKeys.demo } as const
  return { page, end, account: await connectAccount(person, { platform: 'aws', credentials }) }
}
/** The form proposes no end, so a person has to choose. */
const chooseNoEnd = (page: Page) => page.getByRole('radio', { name: /^Keep it until I destroy it/ }).check()
/** Long enough for Terraform on a busy machine. */
const longTimeout = { timeout: 90_000 }

test('a cluster can be planned, approved, watched, extended and destroyed, and its page becomes the receipt', async () => {
  const { page, connect, end } = await operator('Ulla', { account: false })
  await page.getByRole('link', { name: 'Create a cluster' }).click()
  await page.getByText('Connect a cloud account first').waitFor()
  await connect()
  await page.getByLabel('Name', { exact: true }).fill('workshop')
  await page.getByRole('checkbox', { name: /MLflow/ }).check()
  await page.getByText('costs nothing').first().waitFor()
  await page.getByRole('button', { name: 'Plan the cluster' }).click()
  await page.getByText('Choose when the cluster ends.').waitFor()
  const atTime = page.getByRole('radio', { name: /^Destroy it at a time/ })
  expect(await atTime.evaluate((radio) => radio === document.activeElement)).toBe(true)
  await page.keyboard.press('ArrowDown')
  await page.getByRole('button', { name: 'Plan the cluster' }).click()

  const heading = page.getByRole('heading', { level: 1, name: /^workshop-[a-z0-9]{6}$/ })
  await heading.waitFor()
  const name = await heading.innerText()
  await page.getByRole('button', { name: 'Approve the plan' }).waitFor(longTimeout)
  await page.getByText('To create', { exact: true }).waitFor()
  await page.getByText('terraform_data.vpc', { exact: true }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: /^input\.cidrto "10\.0\.0\.0\/16"$/ })
    .waitFor()
  await page.getByRole('button', { name: 'Approve the plan' }).click()
  await page.getByText('Ready', { exact: true }).waitFor(longTimeout)
  const services = page.getByRole('region', { name: 'Services' })
  for (const service of ['VS Code', 'MLflow'])
    await services.getByText(`${service} · http://localhost:`).waitFor()
  // A sandbox starts a real JupyterHub.
  await services.getByRole('link', { name: `/${name}/` }).waitFor()
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
  await page.getByRole('button', { name: 'Save the new end' }).click()
  await page.getByRole('button', { name: 'Save the new end' }).waitFor({ state: 'detached' })
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
  await page.getByRole('button', { name: 'Tomorrow evening' }).click()
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
  await chooseNoEnd(page)
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
  await chooseNoEnd(page)
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

test('a machine type without a known price says so, and a budget asks for a price', async () => {
  const { page, end } = await cloudOperator('Petra')
  await page.goto('/clusters/new')
  await page.getByLabel('Name', { exact: true }).fill('training')
  await chooseNoEnd(page)
  await page.getByText('More', { exact: true }).click()
  const estimate = page.getByRole('region', { name: 'Estimated cost' })
  await estimate.getByText(/an hour$/).waitFor()
  expect(await page.getByLabel(/^Price of a node/).count()).toBe(0)
  await page.getByLabel('Node type').fill('p5.48xlarge')
  await estimate.getByText('Price unknown').waitFor()
  await page.getByLabel('State bucket').selectOption(stateBucket)
  await page.getByLabel('Budget in US dollars').fill('5000')
  await page.getByRole('button', { name: 'Plan the cluster' }).click()
  await page.getByText('With a budget, enter the price of one node an hour.').waitFor()
  await page.getByLabel(/^Price of a node/).fill('55.04')
  await estimate.getByText('$110.25 an hour').waitFor()
  await page.getByLabel('Node type').fill('t3.large')
  await estimate.getByText('$0.33 an hour').waitFor()
  expect(await page.getByLabel(/^Price of a node/).count()).toBe(0)
  expect(await findViolations(page)).toEqual([])
  await end()
})

test('the form offers the machine types that the cloud lists, with their prices', async () => {
  const { page, end } = await cloudOperator('Mina')
  // The simulated AWS takes many seconds for its 900 machine types; the API's tests ask it.
  const source = { kind: 'cloud' as const, date: '2026-11-28' }
  const machine = { processors: 4, memoryGib: 16, architecture: 'x86_64' as const, zones: ['us-east-1a'] }
  const gpu = { count: 1, model: 'NVIDIA A10G' }
  const json: Offerings = {
    ...tableOfferings('aws', 'us-east-1', new Date().toISOString()),
    machineTypes: [
      { ...machine, name: 'm7i.xlarge', hourlyCents: 20.16 },
      { ...machine, name: 'g5.xlarge', gpu, hourlyCents: 125.8 },
    ],
    machineTypesSource: source,
    pricesSource: source,
  }
  const headers = { 'access-control-allow-origin': '*' }
  await page.route(/\/offerings\?/, (route) =>
    route.request().method() === 'OPTIONS' ? route.continue() : route.fulfill({ headers, json }),
  )
  await page.goto('/clusters/new')
  await page.getByLabel('Region').selectOption('us-east-1')
  await page.getByText('More', { exact: true }).click()
  await page.getByText(/machine types in us-east-1/).waitFor()
  await page.getByText(/In standard support until/).waitFor()
  const type = page.getByLabel('Node type')
  await type.fill('gpu g5.xl')
  const choice = page.getByRole('option', { name: /g5\.xlarge/ })
  await choice.getByText('$1.258 an hour').waitFor()
  await choice.getByText(/4 vCPU · 16 GiB · 1 × .*A10G GPU/).waitFor()
  expect(await findViolations(page)).toEqual([])
  await type.press('ArrowDown')
  await type.press('Enter')
  expect(await type.inputValue()).toBe('g5.xlarge')
  const list = page.getByRole('listbox', { name: 'Machine types' })
  expect(await list.count()).toBe(0)
  await page.getByRole('region', { name: 'Estimated cost' }).getByText('$2.68 an hour').waitFor()
  await end()
})

test('the form offers its table where the cloud does not answer, and says so', async () => {
  const { page, end } = await cloudOperator('Tara')
  await page.route(/\/offerings\?/, (route) => route.abort())
  await page.goto('/clusters/new')
  await page.getByText('More', { exact: true }).click()
  await page.getByText(/The lists of the cloud did not load\. These are from the table of/).waitFor()
  await page.getByLabel('Node type').fill('m6i')
  const list = page.getByRole('listbox', { name: 'Machine types' })
  expect(await list.getByRole('option').count()).toBe(3)
  await end()
})

test('nonsense is refused at its field, and the version says when its support ends', async () => {
  const { page, account, end } = await cloudOperator('Nora')
  await page.goto('/clusters/new')
  await page.getByLabel('Name', { exact: true }).fill('training')
  await chooseNoEnd(page)
  await page.getByLabel('State bucket').selectOption(stateBucket)
  await page.getByText('More', { exact: true }).click()
  const versions = page.getByLabel('Kubernetes version')
  const offered = await versions.locator('option').allInnerTexts()
  expect(offered).toEqual(offeredVersions('aws', new Date().toISOString()).map(({ version }) => version))
  expect(await versions.inputValue()).toBe(offered[0])
  for (const [label, nonsense, message] of [
    ['Node type', 't3.nonsense', 'This platform does not have this machine type.'],
    ['VPC range', '8.8.0.0/16', 'Choose a range inside one of these private ranges'],
    ['Budget in US dollars', '0.01', 'Enter at least that.'],
  ] as const) {
    const field = page.getByLabel(label)
    const good = await field.inputValue()
    await field.fill(nonsense)
    await page.getByRole('button', { name: 'Plan the cluster' }).click()
    await page.getByText(message).waitFor()
    await field.fill(good)
  }
  const clusters = documents.clusters().where('accountId', '==', account.id)
  expect((await clusters.count().get()).data().count).toBe(0)
  await end()
})

test('a cluster near the end of its support says so, and goes up one version', async () => {
  const { page, account, end } = await cloudOperator('Vera')
  const id = await storeCluster(account, {
    cluster: { state: 'ready', busy: false, kubernetesVersion: '1.33' },
    run: { state: 'succeeded' },
  })
  await page.goto(`/clusters/${id}`)
  await page
    .getByText(/Standard support of 1\.33 ended on/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  const versions = page.getByLabel('Kubernetes version')
  expect(await versions.locator('option').allInnerTexts()).toEqual(['1.34', '1.33'])
  await end()
})

test('a bucket on a later page is found by the start of its name', async () => {
  const { page, account, end } = await cloudOperator('Bea')
  const names = Array.from({ length: 120 }, (_, index) => `state-${String(index).padStart(3, '0')}`)
  await page.route(/\/buckets\?/, (route) => {
    if (route.request().method() === 'OPTIONS') return route.continue()
    const query = new URL(route.request().url()).searchParams
    const matches = names.filter((name) => name.startsWith(query.get('prefix') ?? ''))
    const from = Number(query.get('cursor') ?? 0)
    const items = matches.slice(from, from + 100).map((name) => ({ name }))
    const isLast = from + 100 >= matches.length
    return route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: { items, ...(!isLast && { nextCursor: String(from + 100) }) },
    })
  })
  await page.goto(`/clusters/new?account=${account.id}`)
  const bucket = page.getByLabel('State bucket')
  await bucket.locator('option', { hasText: 'state-099' }).waitFor({ state: 'attached' })
  expect(await bucket.locator('option', { hasText: 'state-119' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Show more buckets' }).click()
  await bucket.selectOption('state-119')
  await page.getByLabel('Name', { exact: true }).fill('training')
  await page.reload()
  await page.getByPlaceholder('Search by the start of the name').fill('state-11')
  await bucket.locator('option', { hasText: 'state-115' }).waitFor({ state: 'attached' })
  await bucket.selectOption('state-115')
  await page.getByPlaceholder('Search by the start of the name').fill('other')
  await page.getByText('No bucket begins with this.').waitFor()
  expect(await bucket.inputValue()).toBe('state-115')
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

test('a whole log can be searched, copied and downloaded, although the page shows only its end', async () => {
  const { page, account, end } = await operator('Suki')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const id = await storeCluster(account!, {
    run: {
      state: 'applying',
      resources: resources('running'),
      total: 7,
      tail: ['網路 Line 7 是最後一行 🚀'],
    },
  })
  await storeLog(id, 25)
  await page.goto(`/clusters/${id}`)
  const log = page.getByRole('log')
  await log.getByText('最後一行').waitFor()

  const search = page.getByRole('searchbox', { name: 'Search the log' })
  await search.fill('line 77')
  await page.getByText('11 of 5,001 lines', { exact: true }).waitFor()
  expect(await log.getByRole('listitem').allInnerTexts()).toEqual([
    'line 77',
    ...Array.from({ length: 10 }, (_, index) => `line ${770 + index}`),
  ])
  await search.fill('最後')
  await page.getByText('1 of 5,001 lines', { exact: true }).waitFor()
  expect(await log.locator('mark').innerText()).toBe('最後')
  await search.fill('[.*')
  await page.getByText('No line contains “[.*”.').waitFor()
  expect(await findViolations(page)).toEqual([])
  await search.fill('')
  await log.getByText('line 5000').waitFor()

  await page.getByRole('button', { name: 'Copy: Log' }).click()
  await page.getByText('The whole log is copied.').waitFor()
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect([copied.length, copied[0], copied[4999], copied[5000]]).toEqual([
    5001,
    'line 1',
    'line 5000',
    '網路 Line 7 是最後一行 🚀',
  ])
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download: Log' }).click()
  const file = await downloading
  expect(file.suggestedFilename()).toMatch(/^create-[\d-]{19}\.txt$/)
  expect(readFileSync((await file.path())!, 'utf8')).toBe(`${copied.join('\n')}\n`)
  await end()
})
