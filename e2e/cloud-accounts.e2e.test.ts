import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../contract/cloud-accounts.ts'
import { awsKeys, customerAccount, labseatRole } from '../scripts/stack/aws-demo.ts'
import { azure, google } from '../scripts/stack/clouds/demo.ts'
import { documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { launchBrowser, openPage } from '../testing/browser.ts'
import { azureSecret, connectAccount, googleKeyOf, withTrouble } from '../testing/cloud-accounts.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { type Person, signUp } from '../testing/people.ts'
import { readBrowserState } from '../testing/secret-search.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** A signed-in operator. `end` checks that no page had an error and that the browser contains no secret. */
const operator = async (name: string) => {
  const person = await signUp(name)
  await documents.access(person.uid).update({ role: 'operator' })
  const { context, page, complaints } = await openPage(browser)
  await signInAndOpen(page, person, '/cloud-accounts')
  await page.getByText('No cloud account yet').waitFor()
  const end = async (...secrets: string[]) => {
    const all = await readBrowserState(page)
    // The search reaches the browser's storage, where Firebase stores the session.
    expect(all).toContain(person.uid)
    expect(secrets.filter((secret) => all.includes(secret))).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  }
  return { person, page, end }
}

/** Opens the credentials step of a platform as a new operator does. */
const openCredentialsStep = async (page: Page, platform: string, name: string) => {
  await page.goto('/cloud-accounts')
  await page.getByRole('link', { name: 'Connect an account' }).first().click()
  await page.getByRole('radio', { name: platform }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('radio', { name: 'UAT' }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
}
const submit = (page: Page) => page.getByRole('button', { name: 'Check and connect' }).click()
const isRefused = (page: Page, why: string | RegExp) =>
  Promise.all([
    page.getByText('The account was not connected. Nothing was saved.').waitFor(),
    page.getByText(why).first().waitFor(),
  ])
const isConnected = async (page: Page, name: string) => {
  await page.getByRole('heading', { name: `${name} is connected` }).waitFor()
  await page.getByRole('link', { name: 'Open the account' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.getByText('Verified', { exact: true }).waitFor()
}
const accountsOf = async (person: Person) =>
  (await api<{ items: CloudAccount[] }>('GET', '/v1/cloud-accounts', undefined, person)).body.items

test('a key that was pasted with its name and quotes connects, and a malformed id gets the right reason', async () => {
  const { page, end } = await operator('Paula')
  const { accessKeyId, secretAccessKey } = awsKeys.demo
  await openCredentialsStep(page, 'AWS', 'Pasted account')
  await page.getByRole('radio', { name: 'Access key' }).check()
  const id = page.getByLabel('Access key id')
  await page
    .getByLabel('Secret access key', { exact: true })
    .fill(`aws_secret_access_key = ${secretAccessKey}`)
  await id.fill('nonsense')
  await submit(page)
  await page.getByText('An access key id has 20 capital letters and digits.').waitFor()
  expect(await page.getByText('A key that starts with ASIA is temporary').count()).toBe(0)
  await id.fill('AIDAIOSFODNN7EXAMPLE')
  await page.getByText('This is the id of a user, a role or a group.').waitFor()
  await id.fill(`\ufeffexport AWS_ACCESS_KEY_ID="${accessKeyId}"`)
  await submit(page)
  await isConnected(page, 'Pasted account')
  await end(secretAccessKey)
})

test('a key of a default service account of Google is refused with the right reason', async () => {
  const { page, end } = await operator('Greta')
  await openCredentialsStep(page, 'Google Cloud', 'Default account')
  await page.getByRole('radio', { name: 'Key file' }).check()
  const key = await googleKeyOf(google.account)
  const file = (client_email: string) => ({
    name: 'key.json',
    mimeType: 'application/json',
    buffer: Buffer.from(`\ufeff${JSON.stringify({ ...key, client_email })}`),
  })
  const picker = page.locator('input[type="file"]')
  await picker.setInputFiles(file('104857600000-compute@developer.gserviceaccount.com'))
  await page.getByText('This is a default service account of Google').waitFor()
  await picker.setInputFiles(file(google.account))
  await submit(page)
  await isConnected(page, 'Default account')
  await end(key.private_key)
})

test('AWS refuses a key with the wrong secret, then connects with the right key', async () => {
  const { person, page, end } = await operator('Anna')
  const { accessKeyId, secretAccessKey } = awsKeys.demo
  await openCredentialsStep(page, 'AWS', 'Key account')
  await page.getByRole('radio', { name: 'Access key' }).check()
  await page.getByLabel('Access key id').fill(awsKeys.limited.secretAccessKey)
  await page.getByLabel('Secret access key', { exact: true }).fill(` ${accessKeyId} `)
  await page.getByRole('button', { name: 'Swap them' }).click()
  await submit(page)
  await isRefused(page, 'The secret access key does not belong to this access key id.')
  expect(await accountsOf(person)).toEqual([])
  await page.getByLabel('Secret access key', { exact: true }).fill(secretAccessKey)
  await submit(page)
  await isConnected(page, 'Key account')
  await page.getByText(`arn:aws:iam::${customerAccount}:user/labseat-demo`).waitFor()
  await end(secretAccessKey, awsKeys.limited.secretAccessKey)
})

test('AWS connects by a role that has the trust policy from the page', async () => {
  const { page, end } = await operator('Rosa')
  await openCredentialsStep(page, 'AWS', 'Role account')
  await page.getByLabel('AWS account number').fill('1234-5678-9012')
  const template = page.getByRole('textbox', { name: 'CloudFormation template' })
  await template.waitFor()
  expect(JSON.parse(await template.inputValue())).toMatchObject({
    Resources: { LabseatRole: { Properties: { RoleName: 'labseat' } } },
  })
  await page.getByText('Create the role by hand').click()
  const policy = await page.getByLabel('Trust policy', { exact: true }).inputValue()
  expect(policy).toContain(labseatRole)
  await submit(page)
  await isRefused(page, /trust/)
  const iam = new IAMClient({ region: 'us-east-1', credentials: awsKeys.admin })
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'labseat', PolicyDocument: policy }))
  await submit(page)
  await isConnected(page, 'Role account')
  await page.getByText(JSON.parse(policy).Statement[0].Condition.StringEquals['sts:ExternalId']).waitFor()
  await end()
})

test('Azure refuses an expired secret, connects with a valid secret, and can switch to a trusted application', async () => {
  const { person, page, end } = await operator('Vera')
  await openCredentialsStep(page, 'Azure', 'Berlin labs')
  await page.getByRole('radio', { name: 'Client secret' }).check()
  await page.getByLabel('Subscription id').fill(azure.subscription)
  await page.getByLabel('Tenant id').fill(azure.tenant)
  await page.getByLabel('Client id').fill(azure.application)
  await page.getByLabel('Client secret', { exact: true }).fill(azure.expiredSecret)
  await submit(page)
  await isRefused(page, /expired/)
  expect(await page.getByLabel('Tenant id').inputValue()).toBe(azure.tenant)
  await page.getByLabel('Client secret', { exact: true }).fill(azure.secret)
  await submit(page)
  await isConnected(page, 'Berlin labs')
  await page.getByText(azure.storageAccount).waitFor()

  const accountBefore = (await accountsOf(person))[0]
  await page.getByRole('button', { name: 'Replace credentials' }).click()
  await page.getByRole('radio', { name: 'Federated credential' }).check()
  const replaces = async (application: string) => {
    await page.getByLabel('Subscription id').fill(azure.subscription)
    await page.getByLabel('Tenant id').fill(azure.tenant)
    await page.getByLabel('Client id').fill(application)
    await page.getByRole('button', { name: 'Check and replace' }).click()
  }
  await replaces(azure.untrustingApplication)
  await page.getByText('The old credentials are still in use').waitFor()
  expect((await accountsOf(person))[0]?.fingerprint).toBe(accountBefore?.fingerprint)
  await replaces(azure.application)
  await page.getByText('The new credentials are in use').waitFor()
  await page.getByText('Federated credential', { exact: true }).waitFor()
  const accountAfter = (await accountsOf(person))[0]
  expect(accountAfter).toMatchObject({
    id: accountBefore?.id,
    credentialsKind: 'federated',
    state: 'verified',
  })
  expect(accountAfter?.fingerprint).not.toBe(accountBefore?.fingerprint)
  await end(azure.secret, azure.expiredSecret)
})

test('Google Cloud refuses wrong files and a disabled key, then connects with a dropped key file', async () => {
  const { page, end } = await operator('Gesa')
  await openCredentialsStep(page, 'Google Cloud', 'Labs')
  await page.getByRole('radio', { name: 'Key file' }).check()
  const drops = async (text: string) => {
    const data = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([content], 'key.json', { type: 'application/json' }))
      return transfer
    }, text)
    const zone = page.getByRole('group', { name: 'Key file' }).getByRole('button').locator('..')
    await zone.dispatchEvent('dragover', { dataTransfer: data })
    await zone.dispatchEvent('drop', { dataTransfer: data })
  }
  await submit(page)
  await page.getByText('Choose the key file.').waitFor()
  const key = await googleKeyOf(google.account)
  await drops(JSON.stringify({ type: 'external_account', credential_source: { file: '/etc/passwd' } }))
  await page.getByText('The type of this file is external_account.').waitFor()
  await drops(`${JSON.stringify(key)}${' '.repeat(5 * 1024 * 1024)}`)
  await page.getByText('This file is 5.2 MB.').waitFor()
  const disabled = await googleKeyOf(google.disabledAccount)
  await drops(JSON.stringify(disabled))
  await page.getByText(google.disabledAccount).waitFor()
  await submit(page)
  await isRefused(page, /disabled/i)
  await drops(JSON.stringify({ ...key, token_uri: 'http://127.0.0.1:9/token' }))
  await page.getByText(google.account).waitFor()
  await submit(page)
  await isConnected(page, 'Labs')
  await page.getByText(google.bucket).waitFor()
  const secrets = [key, disabled].flatMap(({ private_key }) => private_key.split('\n')[1])
  await end(...secrets)
})

test('a key file can be pasted, and its text never appears on the page', async () => {
  const { page, end } = await operator('Pia')
  await openCredentialsStep(page, 'Google Cloud', 'Labs')
  await page.getByRole('radio', { name: 'Key file' }).check()
  const key = await googleKeyOf(google.account)
  await page.getByLabel('Or paste its content').fill(JSON.stringify(key))
  await page.getByText(google.account).waitFor()
  await end(key.private_key.split('\n')[1], key.private_key_id)
})

test('Google Cloud refuses a service account that does not trust Labseat, then connects by impersonation', async () => {
  const { page, end } = await operator('Ida')
  await openCredentialsStep(page, 'Google Cloud', 'Keyless labs')
  await page.getByLabel('Project id').fill(google.project)
  await page.getByLabel('Service account', { exact: true }).fill(google.untrusting)
  expect(await page.getByRole('textbox', { name: 'Command for Cloud Shell' }).inputValue()).toContain(
    `add-iam-policy-binding ${google.untrusting}`,
  )
  await submit(page)
  await isRefused(page, google.untrusting)
  await page.getByLabel('Service account', { exact: true }).fill(google.impersonated)
  await submit(page)
  await isConnected(page, 'Keyless labs')
  await end()
})

test('the sandbox requires a name, connects, and can be deleted', async () => {
  const { person, page, end } = await operator('Sven')
  await page.getByRole('link', { name: 'Connect an account' }).first().click()
  await page.getByRole('radio', { name: 'Sandbox' }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('This is required.').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('This machine')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.goBack()
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('This machine')
  await page.goForward()
  await page.getByRole('button', { name: 'Connect the sandbox' }).click()
  await isConnected(page, 'This machine')

  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Playground')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Playground', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByText('until it is enabled again').waitFor()
  await page.getByRole('button', { name: 'Enable' }).click()
  await page.getByText('Verified', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('alertdialog', { name: 'Delete Playground?' }).waitFor()
  await page.getByRole('button', { name: 'Delete account' }).click()
  await page.getByText('No cloud account yet').waitFor()
  expect(await accountsOf(person)).toEqual([])
  await end()
})

test('when a provider does not answer, the page reports it and stores nothing, and a retry connects one account', async () => {
  const { person, page, end } = await operator('Wilma')
  await openCredentialsStep(page, 'Azure', 'Slow labs')
  await page.getByRole('radio', { name: 'Client secret' }).check()
  const { subscriptionId, tenantId, clientId, clientSecret } = azureSecret()
  await page.getByLabel('Subscription id').fill(subscriptionId)
  await page.getByLabel('Tenant id').fill(tenantId)
  await page.getByLabel('Client id').fill(clientId)
  await page.getByLabel('Client secret', { exact: true }).fill(clientSecret)
  {
    await using _trouble = await withTrouble({ at: '/oauth2/v2.0/token', kind: 'slow' })
    await submit(page)
    await page.getByRole('heading', { name: 'Checking with Azure' }).waitFor()
    await page
      .getByRole('list', { name: 'Steps of the check' })
      .getByRole('listitem')
      .filter({ hasText: 'Identity running' })
      .waitFor()
    expect(await page.getByLabel('Client secret').count()).toBe(0)
    await page.getByText('Azure did not respond within 9 seconds.').first().waitFor()
    expect(await accountsOf(person)).toEqual([])
  }
  await page.getByRole('button', { name: 'Try again' }).click()
  await isConnected(page, 'Slow labs')
  expect(await accountsOf(person)).toHaveLength(1)
  await end(clientSecret)
})

test('storage can be created and browsed, and the list of accounts updates live', async () => {
  const { person, page, end } = await operator('Bea')
  const account = await connectAccount(person, {
    platform: 'azure',
    credentials: azureSecret(),
    name: 'Stores',
  })
  await page.getByRole('link', { name: 'Stores' }).click()
  await page.getByRole('link', { name: azure.storageAccount }).click()
  await page.getByRole('link', { name: `${azure.container}/` }).click()
  await page.getByText('readme.txt').waitFor()
  await page.getByRole('link', { name: 'runs/' }).click()
  await page.getByText('001/').waitFor()
  await page.getByRole('link', { name: 'Storage accounts' }).click()
  const name = `labseat${Date.now()}`
  await page.getByRole('button', { name: 'Create storage account' }).click()
  await page.getByLabel('Name', { exact: true }).fill(azure.takenStorageAccount)
  await page.getByRole('button', { name: 'Create storage account' }).click()
  await page.getByText('Choose another name.').waitFor()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Create storage account' }).click()
  await page.getByText(`${name} was created.`).waitFor()
  await api('PATCH', `/v1/cloud-accounts/${account.id}`, { name: 'Renamed' }, person)
  await page.getByRole('heading', { name: 'Renamed', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Cloud accounts' }).click()
  await page.getByRole('link', { name: 'Renamed' }).waitFor()
  await end(azure.secret)
})

test("an admin sees everybody's accounts and their owners, but not their storage", async () => {
  const [{ person, page, end }, olga] = await Promise.all([operator('Adam'), signUp('Olga')])
  await documents.access(olga.uid).update({ role: 'operator' })
  await connectAccount(olga, { platform: 'azure', credentials: azureSecret(), name: "Olga's labs" })
  await documents.access(person.uid).update({ role: 'admin' })
  const row = page.getByRole('row').filter({ hasText: "Olga's labs" })
  await row.getByText('Owner: Olga Labseat').waitFor()
  await row.getByRole('link', { name: "Olga's labs" }).click()
  await page.getByText('Only the owner of this account can see its storage.').waitFor()
  expect(await page.getByRole('button', { name: 'Replace credentials' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByText('until it is enabled again').waitFor()
  await documents.access(person.uid).update({ role: 'member' })
  await page.getByText('This page is for operators').waitFor()
  await end(azure.secret)
})
