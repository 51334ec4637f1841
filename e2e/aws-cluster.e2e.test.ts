import { readFileSync } from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { awsKeys, stateBucket } from '../scripts/stack/aws-demo.ts'
import { planKeyOf } from '../server/clusters/attempt.ts'
import { documents } from '../server/documents.ts'
import { aws, inventoryOf, missingForAws, nothing } from '../testing/aws-cli.ts'
import { launchBrowser, openPage } from '../testing/browser.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { signUp } from '../testing/people.ts'
import {
  encodingsOf,
  exportFirestore,
  readBrowserState,
  readRunFiles,
  readStackLogs,
  recordMessages,
  tokensWithDigest,
} from '../testing/secret-search.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'
import { watchRunners } from '../testing/watched-runners.ts'

const missing = await missingForAws()
const region = 'eu-central-1'
/** A cluster takes a while also on the simulated AWS, and longer on a busy machine. */
const longTimeout = { timeout: 150_000 }

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const row = (page: Page, address: string, state: string) =>
  page.getByRole('listitem').filter({ hasText: address }).filter({ hasText: state }).first()
/** Waits for an element. If the run fails first, throws at once with the reason on the page. */
const waitFor = async (page: Page, what: Locator) => {
  const trouble = page.getByRole('alert')
  await what.or(trouble).first().waitFor(longTimeout)
  if (await trouble.isVisible()) throw new Error(await trouble.innerText())
}
const since = (begun: number) => `${((performance.now() - begun) / 1000).toFixed(1)} s`

/** The texts that the product wrote, sent, showed and stored during the life of the cluster, by place. */
const textsByPlace: Record<string, string> = {}
let name = ''
let secrets: string[] = []
let claims: string[] = []
const digests: string[] = []

/** The digests of the claim, nonce and session of a run's attempt. */
const noteDigests = async (clusterId: string) => {
  for (const { id } of (await documents.runs(clusterId).get()).docs) {
    const access = (await documents.runAccess(clusterId, id).get()).data()
    for (const digest of [access?.claim, access?.nonce, access?.session]) if (digest) digests.push(digest)
  }
}

/** Resources that Kubernetes would create for its services, without Terraform. */
const leavesBehind = async (clusterId: string) => {
  const tags = `ResourceType=volume,Tags=[{Key=labseat:cluster,Value=${clusterId}},{Key=labseat:name,Value=${name}}]`
  const subnets = ['ec2', 'describe-subnets', '--filters', `Name=tag:labseat:cluster,Values=${clusterId}`]
  const [[subnet]] = await Promise.all([
    aws<string[]>(region, ...subnets, '--query', 'Subnets[].SubnetId'),
    aws(
      region,
      'ec2',
      'create-volume',
      '--size',
      '8',
      ...[`--availability-zone`, `${region}a`, '--tag-specifications', tags],
    ),
  ])
  await aws(
    region,
    ...['elbv2', 'create-load-balancer', '--type', 'network', '--name', 'a1b2c3', '--subnets', subnet!],
    ...['--tags', `Key=kubernetes.io/cluster/${name},Value=owned`],
  )
}

test.skipIf(missing)(
  missing ??
    'a cluster on AWS can be planned, approved, watched and destroyed in a browser, and AWS confirms its resources',
  { timeout: 420_000 },
  async () => {
    const person = await signUp('Awa')
    await documents.access(person.uid).update({ role: 'operator' })
    const account = await connectAccount(person, {
      platform: 'aws',
      credentials: { kind: 'access-key', ...awsKeys.demo },
    })
    const { context, page, complaints } = await openPage(browser)
    const answers: Promise<string>[] = []
    page.on('response', (response) => {
      if (response.url().startsWith(process.env.API_URL!.replace('127.0.0.1', 'localhost')))
        answers.push(response.text().catch(() => ''))
    })
    const watched = watchRunners()
    const { messages, end } = await recordMessages()
    await signInAndOpen(page, person, `/clusters/new?account=${account.id}`)

    await page.getByLabel('Region').selectOption(region)
    await page.getByLabel('State bucket').selectOption(stateBucket)
    await page.getByLabel('Name', { exact: true }).fill('workshop')
    await page.getByRole('radio', { name: /^Keep it until/ }).check()
    const clicked = performance.now()
    await page.getByRole('button', { name: 'Plan the cluster' }).click()
    await waitFor(page, page.getByRole('button', { name: 'Approve the plan' }))
    const planned = since(clicked)
    const clusterId = page.url().split('/').at(-1)!
    name = await page.getByRole('heading', { level: 1 }).innerText()
    const plan = page.getByRole('region', { name: 'Plan' })
    await plan.getByText('To create', { exact: true }).waitFor()
    for (const address of ['aws_vpc.this', 'aws_eks_cluster.this', 'aws_subnet.private["1"]'])
      await plan.getByText(address, { exact: true }).waitFor()
    await plan.getByText('The simulated AWS has no Kubernetes API.').waitFor()
    await noteDigests(clusterId)

    const approved = performance.now()
    await page.getByRole('button', { name: 'Approve the plan' }).click()
    await waitFor(page, row(page, 'aws_vpc.this', 'Done'))
    await row(page, 'aws_eks_node_group.this', 'Planned').waitFor()
    await waitFor(page, row(page, 'aws_eks_cluster.this', 'Done'))
    await waitFor(page, page.getByText('Ready', { exact: true }))
    const ready = since(approved)
    const services = page.getByRole('region', { name: 'Services' })
    await services.getByText('The services were not installed.').waitFor()
    await services.getByText('The simulated AWS has no Kubernetes API.').waitFor()
    const built = (await documents.runs(clusterId).get()).docs[0]!.data()
    expect(built.stages).toContainEqual({
      name: 'apps',
      state: 'skipped',
      reason: 'The simulated AWS has no Kubernetes API.',
    })

    await leavesBehind(clusterId)
    const there = await inventoryOf({ clusterId, name, region })
    expect(there).toMatchObject({
      clusters: [name],
      vpcs: [expect.stringMatching(/^vpc-/)],
      volumes: [expect.stringMatching(/^vol-/)],
      balancers: [expect.stringContaining('a1b2c3')],
      roles: expect.arrayContaining([`${name}-cluster`, `${name}-node`]),
    })
    await noteDigests(clusterId)

    const ending = performance.now()
    await page.getByRole('button', { name: 'Destroy', exact: true }).click()
    await page.getByRole('button', { name: 'Destroy the cluster' }).click()
    await waitFor(page, page.getByText('Nothing is left in the cloud account.'))
    const destroyed = since(ending)
    await page.getByText('0 resources, reported by AWS').waitFor()
    expect(await inventoryOf({ clusterId, name, region })).toEqual(nothing)
    const objects = await aws<{ Contents?: { Key: string }[] }>(
      region,
      ...['s3api', 'list-objects-v2', '--bucket', stateBucket, '--prefix', `labseat/${name}/`],
    )
    expect(objects.Contents ?? []).toEqual([])
    await noteDigests(clusterId)

    // The permissions that the account's page lists are enough. The form also asks for DNS zones, which need a further policy.
    const refused = readStackLogs('aws.log').match(/^Not granted to labseat-demo: (?!route53:).*$/gm)
    expect(refused).toEqual(null)

    watched.end()
    await end()
    const runs = (await documents.runs(clusterId).get()).docs
    const { keys } = JSON.parse(readFileSync(process.env.LABSEAT_KEY_FILE!, 'utf8')) as {
      keys: Record<string, string>
    }
    claims = [...watched.claims]
    secrets = [
      awsKeys.demo.secretAccessKey,
      ...claims,
      ...runs.map(({ id }) => planKeyOf(id)),
      ...Object.values(keys),
    ].flatMap(encodingsOf)
    expect(watched.runners.size).toBe(3)
    expect([...watched.programs].join()).toContain('terraform-provider-aws')
    expect(watched.folders()).toEqual([])
    const parts = await Promise.all(runs.map(({ id }) => documents.logParts(clusterId, id).get()))
    const readable = [
      (await documents.cluster(clusterId).get()).data(),
      ...runs.map((doc) => doc.data()),
      ...parts.flatMap((all) => all.docs.map((doc) => doc.data())),
      ...(await documents.notifications(person.uid).get()).docs.map((doc) => doc.data()),
      ...(await documents.activityCollection().get()).docs.map((doc) => doc.data()),
    ]
    Object.assign(textsByPlace, {
      'environment and arguments of the runners and their children': watched.shown(),
      'the private folders of the runners': watched.files(),
      'what a client may read': JSON.stringify(readable),
      'Firestore as it is exported': await exportFirestore(),
      'the logs of the stack': readStackLogs('functions.log', 'emulators.log', 'aws.log'),
      'the files of runs': readRunFiles(),
      'what went over Pub/Sub': messages.join('\n'),
      'the answers of the API': (await Promise.all(answers)).join('\n'),
      'what the browser holds': await readBrowserState(page),
    })
    expect(complaints).toEqual([])
    await context.close()
    console.log(
      `Planned in ${planned}, ready ${ready} after the approval: ${built.total} resources, ${built.sequence} posts. Destroyed in ${destroyed}.`,
    )
  },
)

describe.skipIf(missing).each([
  ['environment and arguments of the runners and their children', 'LABSEAT_CLUSTER'],
  ['the private folders of the runners', 'aws_eks_cluster'],
  ['what a client may read', 'aws_eks_cluster.this: Creation complete'],
  ['Firestore as it is exported', 'cluster-ready'],
  ['the logs of the stack', 'clusters-create'],
  ['the files of runs', ''],
  ['what went over Pub/Sub', 'clusters-create'],
  ['the answers of the API', 'provisioning'],
  ['what the browser holds', 'Nothing is left in the cloud account.'],
])('%s', (where, known) => {
  test('contains none of the secrets of the runs', () => {
    expect(textsByPlace[where]).toContain(known)
    // Three runners, each with the secrets of its attempt.
    expect([claims.length, new Set(digests).size]).toEqual([3, 9])
    for (const secret of secrets)
      expect(textsByPlace[where]!.includes(secret), `${secret.slice(0, 4)}…`).toBe(false)
    expect(tokensWithDigest(textsByPlace[where]!, digests)).toEqual([])
  })
})
