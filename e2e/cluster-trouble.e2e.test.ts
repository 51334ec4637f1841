import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../server/documents.ts'
import { findViolations, launchBrowser, openPage } from '../testing/browser.ts'
import { foreignLock } from '../testing/calls/shared.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { storeCluster } from '../testing/clusters.ts'
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
const operator = async (name: string) => {
  const person = await signUp(name)
  await documents.access(person.uid).update({ role: 'operator' })
  const account = await connectAccount(person, { platform: 'sandbox', credentials: { kind: 'none' } })
  const { context, page, complaints } = await openPage(browser)
  await signInAndOpen(page, person, '/clusters')
  await page.getByText('No cluster yet').waitFor()
  const end = async () => {
    expect(complaints).toEqual([])
    await context.close()
  }
  return { person, account, page, end }
}
const longTimeout = { timeout: 90_000 }
const over = { busy: false, live: true } as const

test('a person sees who holds the lock since when, and releases it with the name of the cluster', async () => {
  const { page, account, end } = await operator('Lea')
  const id = await storeCluster(account, {
    cluster: { ...over, state: 'failed' },
    run: {
      command: 'destroy',
      state: 'failed',
      failure: { reason: 'state-locked', detail: 'The state is locked by petra@laptop.', lock: foreignLock },
    },
  })
  await page.goto(`/clusters/${id}`)
  await page.getByText('Another process has locked the Terraform state.').waitFor()
  await page.getByRole('button', { name: 'Unlock' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText(/petra@laptop holds the lock since .*2026/).waitFor()
  const release = dialog.getByRole('button', { name: 'Release the lock' })
  expect(await release.isDisabled()).toBe(true)
  await dialog.getByRole('textbox').fill('workshop-7xk2mq')
  await release.click()
  await page.getByText('Nothing is left in the cloud account.').waitFor(longTimeout)
  await end()
}, 150_000)

test('a failed change leaves a cluster that is ready, and a person can leave the cluster as it was or change it in another way', async () => {
  const { page, account, end } = await operator('Hal')
  const id = await storeCluster(account, {
    cluster: { ...over, state: 'ready' },
    run: {
      command: 'update',
      state: 'failed',
      change: { services: ['mlflow'] },
      total: 3,
      failure: { reason: 'terraform', detail: 'The quota is too small.' },
    },
  })
  const { runId } = (await documents.cluster(id).get()).data()!
  await documents.cluster(id).update({ failedChange: runId })
  await page.goto(`/clusters/${id}`)
  await page.getByText('Ready, last change failed').waitFor()
  await page.getByText('The last change failed.').waitFor()
  await page.getByText('The quota is too small.').waitFor()
  await page.getByText('Nothing was changed. The cluster is as it was.').waitFor()
  expect(await page.getByText('Destroying removes').count()).toBe(0)
  for (const name of ['Try again', 'Change', 'Destroy'])
    expect(await page.getByRole('button', { name, exact: true }).isEnabled()).toBe(true)
  await page.getByRole('button', { name: 'Leave as it was' }).click()
  await page.getByText('Ready', { exact: true }).waitFor()
  expect(await page.getByText('The last change failed.').count()).toBe(0)
  await end()
})

test('after a failed destroy a person sees what stays and forgets the cluster, and its account can be deleted', async () => {
  const { page, account, end } = await operator('Fritz')
  const id = await storeCluster(account, {
    cluster: {
      ...over,
      state: 'failed',
      inventory: {
        left: [{ id: 'vpc-0123', kind: 'VPC', region: 'eu-central-1' }],
        regions: ['eu-central-1'],
        at: new Date().toISOString(),
      },
    },
    run: {
      command: 'destroy',
      state: 'failed',
      failure: { reason: 'leftovers', detail: 'A VPC is left.' },
    },
  })
  await page.goto(`/clusters/${id}`)
  await page.getByRole('button', { name: 'Forget', exact: true }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('vpc-0123').waitFor()
  await dialog.getByRole('textbox').fill('workshop-7xk2mq')
  await dialog.getByRole('button', { name: 'Forget the cluster' }).click()
  const remains = page.getByRole('region', { name: 'What may still be there' })
  await remains.getByText('vpc-0123').waitFor()
  await page.getByText('Forgotten', { exact: true }).waitFor()
  expect(await page.getByText('Nothing is left in the cloud account.').count()).toBe(0)
  expect((await documents.cluster(id).get()).data()).toMatchObject({ live: false })
  await end()
})

test('a cluster whose plan was discarded is destroyed at once, and its receipt says that nothing was created', async () => {
  const { page, account, end } = await operator('Nora')
  const id = await storeCluster(account, {
    cluster: { ...over, state: 'failed', applied: false },
    run: { state: 'discarded', total: 7 },
  })
  await page.goto(`/clusters/${id}`)
  await page.getByRole('button', { name: 'Destroy', exact: true }).click()
  await page.getByRole('button', { name: 'Destroy the cluster' }).click()
  await page.getByText(/None of its plans was carried out/).waitFor()
  await end()
})

test('an admin who takes the role of an operator with clusters is shown the clusters, and takes them over', async () => {
  const { person, account, page, end } = await operator('Olive')
  const id = await storeCluster(account, {
    cluster: { ...over, state: 'ready' },
    run: { state: 'succeeded' },
  })
  const admin = await signUp('Ada')
  await documents.access(admin.uid).update({ role: 'admin' })
  const { context, page: adminPage, complaints } = await openPage(browser)
  await signInAndOpen(adminPage, admin, '/admin/people')
  await adminPage.getByRole('button', { name: 'Suspend Olive Labseat' }).click()
  const warning = adminPage.getByRole('alertdialog')
  await warning.getByText(/1 cluster keeps running: workshop-7xk2mq/).waitFor()
  expect(await findViolations(adminPage)).toEqual([])
  await warning.getByRole('button', { name: 'Cancel' }).click()
  await warning.waitFor({ state: 'detached' })
  await adminPage.getByLabel('Role of Olive Labseat').selectOption('member')
  const dialog = adminPage.getByRole('alertdialog')
  await dialog.getByText(/workshop-7xk2mq/).waitFor()
  expect((await documents.access(person.uid).get()).data()?.role).toBe('operator')
  await dialog.getByRole('button', { name: 'Take over and change the role' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await documents.cluster(id).get()).data()?.ownerId).toBe(admin.uid)
  await page.getByText('Admins also manage clusters that you have created.').waitFor()
  expect(complaints).toEqual([])
  await context.close()
  await end()
})
