import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StoredCluster } from '../contract/clusters.ts'
import { awsKeys } from '../scripts/stack/aws-demo.ts'
import { azure, google } from '../scripts/stack/clouds/demo.ts'
import { db, documents } from '../server/documents.ts'
import { createUnsubscribeToken } from '../server/notify/mail-token.ts'
import { anonymizeReviews } from '../server/reviews/anonymize-reviews.ts'
import { api } from '../testing/api.ts'
import {
  desktop,
  type Inspected,
  inspect,
  type Look,
  launchBrowser,
  openPage,
  phone,
  withoutFindings,
} from '../testing/browser.ts'
import { azureSecret, connectAccount, googleKeyOf } from '../testing/cloud-accounts.ts'
import { awsResources, changedResources, resources, storeCluster, storeLog } from '../testing/clusters.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { inHours, publishEvent, workshop } from '../testing/events.ts'
import { linksIn, waitForMail } from '../testing/mail.ts'
import { asPerson, type Person, signUp } from '../testing/people.ts'
import { beginEvent } from '../testing/reviews.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

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
  arabic: string
}

beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
  olga = await signUp('Olga')
  const attendees = await Promise.all(Array.from({ length: 6 }, (_, index) => asPerson(`P${index}`)))
  const open = await publishEvent(olga, { capacity: 12 })
  const full = await publishEvent(await asPerson('Mina'), { title: 'Retrieval that works', capacity: 2 })
  const draft = await publishEvent(olga, { state: 'draft', title: 'Airflow for analysts' })
  const cancelled = await publishEvent(olga, { title: 'An evening with Superset' })
  const long = await publishEvent(olga, {
    title: `Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ${'and then some '.repeat(2)}`,
    description: `${'Averyveryverylongwordwithoutanyplacetobreakit'.repeat(6)}\n\n${'Bring a laptop and patience. '.repeat(60)}`,
    location: {
      kind: 'in-person',
      name: 'The room at the end of the corridor on the third floor, behind the kitchen',
    },
    tags: ['infrastructure as code', 'kubernetes', 'observability', 'data', 'c++', 'machine learning'],
    price: { amount: 1_234_567, currency: 'EUR' },
  })
  const arabic = await publishEvent(olga, {
    title: '5 قاعات للتدريب على Kubernetes',
    description: 'أحضر حاسوبك المحمول.\n\nBring a laptop.\n\nتبدأ الورشة في الساعة 9.',
    location: { kind: 'in-person', name: 'قاعة 5', address: 'شارع التحلية 12، الرياض' },
    timeZone: 'Asia/Riyadh',
    tags: ['تدريب', 'kubernetes'],
    price: { amount: 123_400, currency: 'SAR' },
  })
  await publishEvent(olga, {
    title: 'Қазақстандағы деректер ғылымы',
    timeZone: 'Asia/Almaty',
    location: { kind: 'in-person', name: 'Алматы, Абай даңғылы 10' },
    price: { amount: 500_000, currency: 'KZT' },
  })
  await publishEvent(olga, {
    title: '東京Kubernetes上手工作坊',
    timeZone: 'Asia/Tokyo',
    location: { kind: 'in-person', name: '渋谷' },
    tags: ['勉強会'],
    price: { amount: 1200, currency: 'JPY' },
  })
  const mina = await asPerson('Mina')
  const begun = await publishEvent(mina, { title: 'Terraform, taken apart', capacity: 20 })
  const reviewed = await publishEvent(mina, { title: 'Notebooks for everybody', capacity: 20 })
  ids = {
    ...{ open: open.id, full: full.id, draft: draft.id, cancelled: cancelled.id, long: long.id },
    ...{ begun: begun.id, reviewed: reviewed.id, arabic: arabic.id },
  }
  const crowd = await Promise.all(Array.from({ length: 11 }, (_, index) => asPerson(`Q${index}`)))
  const writes = (person: Person, event: string, rating: number, comment: string) =>
    api('POST', `/v1/events/${event}/reviews`, { rating, comment }, person)
  await beginEvent(begun.id, [olga, ...crowd])
  await beginEvent(reviewed.id, [olga])
  for (const [index, person] of crowd.entries())
    await writes(person, begun.id, [5, 4, 5, 2, 4][index % 5]!, comments[index % comments.length]!)
  await anonymizeReviews(crowd[10]!.uid)
  await writes(olga, reviewed.id, 4, comments[1]!)
  for (const person of attendees) {
    await api('POST', `/v1/events/${ids.open}/registrations`, undefined, person)
    await api('POST', `/v1/events/${ids.full}/registrations`, undefined, person)
  }
  await waitUntilSettled(db, ids.full)
  await api('POST', `/v1/events/${ids.full}/registrations`, undefined, olga)
  await api('POST', `/v1/events/${ids.open}/registrations`, undefined, olga)
  await api('POST', `/v1/events/${ids.cancelled}/cancel`, undefined, olga)
  await waitUntilSettled(db, ids.full)
  await waitUntilSettled(db, ids.open)
  await waitUntilSettled(db, ids.cancelled)
})
afterAll(() => browser.close())

const comments = [
  'We built it, broke it and built it again.',
  `Line by line.\n\n${'Clear, patient and well prepared. '.repeat(20)}`,
  '',
  'Averyveryverylongwordwithoutanyplacetobreakit'.repeat(4),
]

/** Opens a browser and inspects pages in both widths. `look` is the one in which a test clicks and types. `end` expects no findings on any of them, and closes it. */
const visitor = async (look: Look) => {
  const { context, page, complaints } = await openPage(browser, look)
  const seen: Inspected[] = []
  const see = async (name: string) => void seen.push(await inspect(page, name, look))
  const open = async (path: string, sign: string | RegExp) => {
    await page.goto(path)
    await page.getByText(sign).filter({ visible: true }).first().waitFor()
  }
  const visit = async (name: string, path: string, sign: string | RegExp) => {
    await open(path, sign)
    await see(name)
  }
  const end = async () => {
    expect(seen).toEqual(seen.map(({ name }) => withoutFindings(name)))
    expect(complaints).toEqual([])
    await context.close()
  }
  return { page, see, open, visit, end }
}
/** The path of a link in an e-mail. */
const pathOf = (link: string) => link.replace(/^https?:..[^/]+/, '')

// Three tests share the machine, so each takes longer than alone.
describe('pages fit in both widths, and axe finds nothing', { timeout: 300_000 }, () => {
  test.concurrent('signed out', async () => {
    const { page, see, visit, end } = await visitor(phone)
    await visit('home', '/', 'Kubernetes in an afternoon')
    await visit('home-nothing', '/?query=zzzzqqq', /no event|nothing/i)
    await visit('event', `/events/${ids.open}`, 'Take a seat')
    await visit('event-full', `/events/${ids.full}`, 'Join the waiting list')
    await visit('event-cancelled', `/events/${ids.cancelled}`, /cancelled/i)
    await visit('event-long', `/events/${ids.long}`, 'Take a seat')
    await visit('event-arabic', `/events/${ids.arabic}`, 'Take a seat')
    const directionOf = (part: string) =>
      page
        .locator(part)
        .first()
        .evaluate((element) => getComputedStyle(element).direction)
    expect([await directionOf('h1'), await directionOf('main section[dir]')]).toEqual(['rtl', 'rtl'])
    await visit('home-japanese', '/?query=工作坊', '東京Kubernetes上手工作坊')
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
    await visit('unsubscribe-incomplete', '/account/unsubscribe?token=x', 'This link is incomplete')
    const token = createUnsubscribeToken(olga.uid, 'clusters')
    await visit('unsubscribe', `/account/unsubscribe?token=${token}`, 'Stop these e-mails')
    await page.getByRole('button', { name: 'Stop these e-mails' }).click()
    await page.getByText('You no longer get these e-mails').waitFor()
    await see('unsubscribe-done')
    await visit('forgotten', '/account/forgotten', 'Send the link')
    const person = await signUp('Gustav')
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText('we have sent a link to it').waitFor()
    await see('forgotten-sent')
    const [reset] = linksIn(await waitForMail(person.email, 'new password'))
    await visit('action-reset', pathOf(reset!), 'Save and sign in')
    const [verify] = linksIn(await waitForMail(person.email, 'Confirm'))
    await visit('action-used', pathOf(verify!), 'This link no longer works')
    await visit('action-incomplete', '/account/action', 'This link is incomplete')
    await visit('goodbye', '/goodbye', 'Your account is deleted')
    await visit('not-found', '/no/such/page', /not|nothing|no such/i)
    await end()
  })

  test.concurrent('signed in', async () => {
    const { page, see, visit, end } = await visitor(desktop)
    await signInAndOpen(page, olga, '/seats')
    await visit('seats', '/seats', 'Kubernetes in an afternoon')
    await visit('event-confirmed', `/events/${ids.open}`, 'Give up your seat')
    await page.getByRole('button', { name: 'Give up your seat' }).click()
    await page.getByText('Keep your seat').waitFor()
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
    await page.getByLabel('Seats', { exact: true }).fill('1,234')
    await page.getByText('1,234 seats', { exact: true }).waitFor()
    await page.getByLabel('Price').fill('1.005')
    await page.getByLabel('Price').blur()
    await page.getByText('Write 1005, or use fewer decimals.').waitFor()
    await see('organise-new-numbers')
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
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: /^Notifications/ }).click()
    await page.getByText('Mark all as read').waitFor()
    await see('notifications')
    await end()
  })

  test.concurrent('as an admin', async () => {
    const { page, see, visit, end } = await visitor(phone)
    const adam = await signUp('Adam')
    const access = documents.access(adam.uid)
    await access.update({ role: 'admin' })
    await signInAndOpen(page, adam, '/admin')
    await visit('admin-people', '/admin/people', `@${olga.username}`)
    await page.getByRole('button', { name: 'Suspend Olga Labseat' }).click()
    await page.getByRole('button', { name: 'Cancel' }).waitFor()
    await see('admin-suspend')
    await visit('admin-people-search', '/admin/people?query=p1', 'P1 Labseat')
    await visit('admin-people-nobody', '/admin/people?query=zzzz', 'No people found')
    await visit('admin-activity', '/admin/activity', 'Kubernetes in an afternoon')
    await visit('admin-activity-one', `/admin/activity?actor=${olga.uid}&action=events-cancel`, 'An evening')
    await visit('admin-activity-nothing', '/admin/activity?to=2020-01-01', 'No activity found')
    await access.update({ role: 'member' })
    await page.getByText('This page is for admins').waitFor()
    await see('admin-refused')
    await access.update({ suspended: true })
    await page.getByText('Your account is suspended').waitFor()
    await see('suspended')
    await end()
  })
})

describe('pages of cloud accounts', { timeout: 300_000 }, () => {
  test.concurrent('as an operator who connects', async () => {
    const { page, see, open, visit, end } = await visitor(desktop)
    const otto = await signUp('Otto')
    await documents.access(otto.uid).update({ role: 'operator' })
    await signInAndOpen(page, otto, '/cloud-accounts')
    await visit('cloud-none', '/cloud-accounts', 'No cloud account yet')
    await visit('cloud-new', '/cloud-accounts/new', 'Where do you want to build labs?')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('This is required.').waitFor()
    await see('cloud-new-name')
    const named = '/cloud-accounts/new?step=credentials&name=Training&environment=dev&platform='
    await open(`${named}aws`, 'Then Labseat shows what to create in AWS')
    await page.getByLabel('AWS account number').fill('123456789012')
    await page.getByText('CloudFormation template').waitFor()
    await see('cloud-new-role-typed')
    await open(`${named}aws&way=access-key`, 'Secret access key')
    const { accessKeyId, secretAccessKey } = awsKeys.limited
    await page.getByLabel('Access key id').fill(secretAccessKey)
    await page.getByLabel('Secret access key', { exact: true }).fill(accessKeyId)
    await page.getByText('The access key id and the secret look swapped.').waitFor()
    await page.getByLabel('Session token', { exact: true }).click()
    await page.getByText('An access key id has 20').waitFor()
    await see('cloud-new-key-swapped')
    await page.getByRole('button', { name: 'Swap them' }).click()
    await page.getByRole('button', { name: 'Check and connect' }).click()
    await page.getByRole('heading', { name: 'Training is connected' }).waitFor()
    await see('cloud-new-done')
    await visit('cloud-new-federated', `${named}azure`, 'Subject identifier')
    await open(`${named}azure&way=client-secret`, 'Tenant id')
    await page.getByLabel('Subscription id').fill(azure.subscription)
    await page.getByLabel('Tenant id').fill(azure.tenant)
    await page.getByLabel('Client id').fill(azure.application)
    await page.getByLabel('Client secret', { exact: true }).fill(azure.expiredSecret)
    await page.getByRole('button', { name: 'Check and connect' }).click()
    await page.getByText('The reason is shown at the field.').waitFor()
    await see('cloud-new-refused')
    await visit('cloud-new-impersonation', `${named}gcp`, 'Command for Cloud Shell')
    await open(`${named}gcp&way=service-account`, 'Drop the JSON file here')
    await page.locator('input[type=file]').setInputFiles({
      name: 'key.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ type: 'external_account' })),
    })
    await page.getByText('The type of this file is external_account.').waitFor()
    await see('cloud-new-file-wrong')
    const key = Buffer.from(JSON.stringify(await googleKeyOf(google.account)))
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'key.json', mimeType: 'application/json', buffer: key })
    await page.getByText(google.account).waitFor()
    await see('cloud-new-file-read')
    await visit('cloud-new-sandbox', `${named}sandbox`, 'Nothing to fill in')
    await end()
  })

  test.concurrent('as an operator with accounts', async () => {
    const { page, see, open, visit, end } = await visitor(phone)
    const oda = await signUp('Oda')
    const access = documents.access(oda.uid)
    await access.update({ role: 'operator' })
    const atAzure = await connectAccount(oda, {
      platform: 'azure',
      credentials: azureSecret(),
      name: 'Berlin labs',
    })
    const key = { ...(await googleKeyOf(google.account)), project_id: google.readOnlyProject }
    const limited = await connectAccount(oda, {
      platform: 'gcp',
      credentials: { kind: 'service-account', key },
      name: 'The account of the training department that nobody dared to give a shorter name',
    })
    const failing = await connectAccount(oda, {
      platform: 'azure',
      credentials: azureSecret(),
      name: 'Old labs',
    })
    const at = new Date().toISOString()
    const detail = 'The client secret of the application has expired. Make a new one in Microsoft Entra.'
    await documents.cloudAccount(failing.id).update({
      works: false,
      failure: { step: 'identity', reason: 'expired', detail, at },
    })
    const local = await connectAccount(oda, {
      platform: 'sandbox',
      credentials: { kind: 'none' },
      name: 'This machine',
    })
    await documents.cloudAccount(local.id).update({ disabled: true })
    await signInAndOpen(page, oda, '/cloud-accounts')
    await visit('cloud-list', '/cloud-accounts', 'Old labs')
    await open(`/cloud-accounts/${atAzure.id}`, 'labseatpublic')
    await page.getByRole('button', { name: 'Create storage account' }).click()
    await page.getByLabel('Name', { exact: true }).fill('No-Dashes-Here')
    await page.getByRole('button', { name: 'Create storage account' }).click()
    await page.getByText('Use 3 to 24 lower-case letters and digits.').waitFor()
    await page.getByRole('button', { name: 'Verify now' }).click()
    await page.getByText('The credentials work.').waitFor()
    await see('cloud-account-verified')
    await visit(
      'cloud-browse',
      `/cloud-accounts/${atAzure.id}?bucket=${azure.storageAccount}`,
      azure.container,
    )
    await page.getByRole('link', { name: `${azure.container}/` }).click()
    await page.getByText('readme.txt').waitFor()
    await see('cloud-browse-folder')
    await visit('cloud-account-missing', `/cloud-accounts/${limited.id}`, 'No bucket yet')
    await visit('cloud-account-failing', `/cloud-accounts/${failing.id}`, 'The client secret of')
    await page.getByRole('button', { name: 'Replace credentials' }).click()
    await page.getByLabel('Client secret', { exact: true }).waitFor()
    await see('cloud-account-rotate')
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Delete Old labs?').waitFor()
    await see('cloud-account-delete')
    await visit('cloud-account-disabled', `/cloud-accounts/${local.id}`, 'until it is enabled again')
    await visit('cloud-account-gone', '/cloud-accounts/nobodys', 'There is nothing here')
    await access.update({ role: 'member' })
    await page.getByText('This page is for operators').waitFor()
    await see('cloud-refused')
    await end()
  })
})

describe('pages of clusters', { timeout: 300_000 }, () => {
  test.concurrent('as an operator with clusters', async () => {
    const { page, see, open, visit, end } = await visitor(desktop)
    const ossi = await signUp('Ossi')
    const access = documents.access(ossi.uid)
    await access.update({ role: 'operator' })
    await signInAndOpen(page, ossi, '/clusters')
    await visit('clusters-none', '/clusters', 'No cluster yet')
    await visit('clusters-new-no-account', '/clusters/new', 'Connect a cloud account first')
    const atAzure = await connectAccount(ossi, {
      platform: 'azure',
      credentials: azureSecret(),
      name: 'The account of the training department that nobody dared to give a shorter name',
    })
    await visit('clusters-new', `/clusters/new?account=${atAzure.id}`, 'Estimated cost')
    await page.getByText('More', { exact: true }).click()
    await page.getByLabel('Private subnets').fill('10.0.0.0/8, nothing')
    await page.getByLabel('Minimum nodes').fill('none')
    await page.getByRole('button', { name: 'Plan the cluster' }).click()
    await page.getByText('Choose when the cluster ends.').waitFor()
    await page.getByText('Write the number in digits, such as 1000 or 12.50.').waitFor()
    await see('clusters-new-errors')

    const at = new Date().toISOString()
    const mixedResources = [
      ...resources('done').slice(0, 4),
      ...resources('running').slice(4, 5),
      ...resources('planned').slice(5),
    ]
    const stages = [{ name: 'cluster', state: 'running' } as const]
    const planned = await storeCluster(atAzure, {
      run: {
        state: 'awaiting-approval',
        resources: [
          ...resources('planned'),
          ...changedResources(),
          ...(['replace', 'update', 'delete'] as const).map((action) => ({
            ...resources('planned', { action })[0]!,
            address: `helm_release.${action}_${'averyverylongaddress'.repeat(6)}`,
            stage: 'apps' as const,
          })),
        ],
        total: 14,
        tail: ['Terraform has been successfully initialized.', `Plan: ${'a very long line '.repeat(30)}`],
      },
    })
    const applying = await storeCluster(atAzure, {
      run: {
        state: 'applying',
        approved: true,
        resources: mixedResources,
        stages,
        total: 7,
        done: 4,
        tail: ['Creating'],
      },
    })
    await storeLog(applying, 4)
    const failing = {
      ...mixedResources[4]!,
      state: 'failed' as const,
      error: 'UnsupportedAvailabilityZone: no capacity.',
    }
    const failed = await storeCluster(atAzure, {
      cluster: { state: 'failed', busy: false, name: `a-name-that-is-long-enough-7xk2mq` },
      run: {
        state: 'failed',
        endedAt: at,
        resources: [...mixedResources.slice(0, 4), failing],
        stages: [
          { name: 'cluster', state: 'failed', reason: 'One resource failed.' },
          { name: 'apps', state: 'waiting' },
        ],
        total: 7,
        done: 4,
        failure: {
          reason: 'terraform',
          detail: `Error: creating EKS cluster: ${'no capacity here '.repeat(12)}`,
        },
      },
    })
    const skipped = {
      name: 'apps',
      state: 'skipped',
      reason: 'The simulated AWS has no Kubernetes API.',
    } as const
    const over = {
      state: 'succeeded' as const,
      endedAt: at,
      resources: resources('done'),
      stages: [{ name: 'cluster', state: 'done' } as const, skipped],
      total: 7,
      done: 7,
      tail: ['Apply complete.'],
    }
    const links: StoredCluster['links'] = [
      { service: 'vscode', url: 'https://vscode.workshop-7xk2mq.labs.labseat.test', healthy: true },
      { service: 'jupyterhub', url: 'https://hub.workshop-7xk2mq.labs.labseat.test', healthy: false },
      { service: 'mlflow', forward: { namespace: 'mlflow', service: 'mlflow', port: 80 } },
      { service: 'superset' },
    ]
    const inHours = (hours: number) => new Date(Date.now() + hours * 3600_000).toISOString()
    const ready = await storeCluster(atAzure, {
      cluster: {
        ...{ state: 'ready', busy: false, links, endpoint: 'https://7xk2mq.aks.labseat.test' },
        ...{ expiresAt: inHours(30), endsAt: inHours(5), budget: { amount: 2000, currency: 'USD' } },
        drift: { changed: ['module.vpc.aws_vpc.this[0]', 'aws_iam_role.ebs_csi_driver'], at },
      },
      run: over,
    })
    const gone = { state: 'destroyed', busy: false, live: false } as const
    const destroyed = await storeCluster(atAzure, {
      cluster: { ...gone, inventory: { left: [], regions: ['eu-central-1', 'us-east-1'], at } },
      run: { ...over, command: 'destroy' },
    })
    const left = Array.from({ length: 3 }, (_, index) => ({
      id: `arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/${'a1b2c3'.repeat(6)}${index}`,
      kind: 'Load balancer',
      region: 'eu-central-1',
      link: 'https://console.aws.amazon.com/ec2',
    }))
    const leftover = await storeCluster(atAzure, {
      cluster: { state: 'failed', busy: false, inventory: { left, regions: ['eu-central-1'], at } },
      run: {
        ...{ ...over, state: 'failed', command: 'destroy' },
        failure: { reason: 'leftovers', detail: 'Three load balancers are still there.' },
      },
    })
    const atAws = { ...atAzure, platform: 'aws' as const }
    const name = 'lab-3ekn8w'
    const awsPlanned = await storeCluster(atAws, {
      cluster: { name },
      run: {
        state: 'awaiting-approval',
        resources: awsResources(() => 'planned'),
        stages: [{ name: 'cluster', state: 'waiting' }, skipped],
        total: 28,
      },
    })
    const awsApplying = await storeCluster(atAws, {
      cluster: { name },
      run: {
        state: 'applying',
        resources: awsResources((index) => (index < 15 ? 'done' : index < 20 ? 'running' : 'planned')),
        stages: [{ name: 'cluster', state: 'running' }, skipped],
        total: 28,
        done: 15,
      },
    })
    const awsReady = await storeCluster(atAws, {
      cluster: {
        ...{ name, state: 'ready', busy: false, withoutServices: skipped.reason },
        links: [{ service: 'vscode' }, { service: 'jupyterhub' }],
      },
      run: { ...over, resources: awsResources(() => 'done'), total: 28, done: 28 },
    })
    await visit('clusters-list', '/clusters', 'a-name-that-is-long-enough')
    await visit('cluster-plan', `/clusters/${planned}`, 'Approve the plan')
    await visit('cluster-applying', `/clusters/${applying}`, '4 of 7 done')
    await visit('cluster-failed', `/clusters/${failed}`, 'Terraform failed.')
    await open(`/clusters/${ready}`, 'Not responding')
    await page.locator('summary', { hasText: 'Build' }).click()
    await page.getByText('The simulated AWS has no Kubernetes API.').waitFor()
    await see('cluster-ready')
    await page.getByRole('button', { name: 'Get kubeconfig' }).click()
    await page.getByRole('textbox', { name: 'kubeconfig' }).waitFor()
    await see('cluster-kubeconfig')
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await see('cluster-change')
    await page.getByRole('button', { name: 'Extend' }).click()
    await see('cluster-extend')
    await page.getByRole('button', { name: 'Destroy', exact: true }).click()
    await page.getByText('Destroy workshop-7xk2mq?').waitFor()
    await see('cluster-destroy')
    await visit('cluster-destroyed', `/clusters/${destroyed}`, 'Nothing is left in the cloud account.')
    await visit('cluster-leftovers', `/clusters/${leftover}`, '3 resources are left')
    await visit('cluster-aws-plan', `/clusters/${awsPlanned}`, 'The plan does not include the services.')
    await visit('cluster-aws-applying', `/clusters/${awsApplying}`, '15 of 28 done')
    await visit('cluster-aws-ready', `/clusters/${awsReady}`, 'The services were not installed.')
    await visit('cluster-gone', '/clusters/nobodys', 'There is nothing here')
    await access.update({ role: 'member' })
    await page.getByText('This page is for operators').waitFor()
    await end()
  })
})

test("other people can't see a draft, and its URL shows that nothing is there", async () => {
  const { context, page } = await openPage(browser)
  await page.goto(`/events/${ids.draft}`)
  await page
    .getByRole('heading', { name: /no such|not|nothing/i })
    .first()
    .waitFor()
  expect(await page.getByText(workshop().description).count()).toBe(0)
  await context.close()
})

test('a search with few matches reads further pages until it has a match to show', async () => {
  const mina = await asPerson('Mina')
  const of = (fruits: string, hours: number) =>
    publishEvent(mina, { title: `Interoperability for ${fruits}`, startsAt: inHours(hours), endsAt: null })
  const early = await of('quinces and pears', 60)
  const late = await of('quinces and figs', 90)
  const between = await of('nobody', 70)
  const document = (await documents.events().doc(between.id).get()).data()!
  const batch = db.batch()
  // Twice as many as the API scans in one request.
  for (let count = 0; count < 205; count++) batch.create(documents.events().doc(), document)
  await batch.commit()

  const { context, page, complaints } = await openPage(browser)
  const titles = page.locator('main li h3')
  const more = page.getByRole('button', { name: 'Show more' })
  const nothing = page.getByText('Nothing found')
  await page.goto('/?query=interoperability+figs')
  await page.getByText(late.title).waitFor()
  expect(await nothing.count()).toBe(0)
  expect(await more.count()).toBe(0)

  await page.goto('/?query=interoperability+quinces')
  await page.getByText(early.title).waitFor()
  expect(await page.getByText(late.title).count()).toBe(0)
  await more.click()
  await page.getByText(late.title).waitFor()
  expect(await titles.allTextContents()).toEqual([early.title, late.title])
  expect(await more.count()).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
})
