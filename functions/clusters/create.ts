import { randomInt } from 'node:crypto'
import { cloudAccountDocument } from '../../contract/cloud-accounts.ts'
import type { Platform } from '../../contract/cloud-credentials.ts'
import { type ClusterDocument, type ClusterInput, clustersCreate } from '../../contract/clusters.ts'
import { fieldProblem } from '../../contract/validation.ts'
import { defaults } from '../../domain/cluster-defaults.ts'
import { mostClusters, networkProblems, zoneProblems } from '../../domain/clusters.ts'
import { presentCluster } from '../../domain/present-cluster.ts'
import { endOf, estimateOf, spentBy } from '../../domain/prices.ts'
import { newRun } from '../../domain/run-events.ts'
import { accountFor, requireUsable } from '../../server/cloud-accounts/account.ts'
import { checkRoom } from '../../server/cloud-accounts/use.ts'
import { inTurn } from '../../server/concurrency.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { type FieldProblem, invalidInput, Problem } from '../../server/problem.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Without what is easily mistaken for another. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const suffix = () => Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')

const networkOf = ({ vpcCidr, publicSubnets, privateSubnets }: ClusterInput) => ({
  vpcCidr: vpcCidr ?? defaults.vpcCidr,
  publicSubnets: publicSubnets ?? [...defaults.publicSubnets],
  privateSubnets: privateSubnets ?? [...defaults.privateSubnets],
})

const timeProblem = (expiresAt: string | undefined, now: string): FieldProblem[] =>
  expiresAt && Date.parse(expiresAt) - Date.parse(now) < 3600_000
    ? [fieldProblem('expiresAt', 'timeForBuild')]
    : []

const refuseOverBudget = (input: ClusterInput, hourly: number, now: string): void => {
  if (!input.budget || !input.expiresAt) return
  const expected = spentBy(hourly, now, input.expiresAt)
  if (expected > input.budget.amount)
    throw new Problem(
      'over-budget',
      `Until it ends it would cost about $${(expected / 100).toFixed(2)}, and the budget is $${(input.budget.amount / 100).toFixed(2)}. Nothing was made: choose fewer nodes, less time, or a larger budget.`,
    )
}

/** Looks at everything that can be known before anything starts, then has it planned. Next: pubsub/clusters/start. */
export default endpoint(clustersCreate, async ({ body, caller, now, commit, saveReply }) => {
  const { account: known } = await accountFor(body.accountId, caller, 'cloud-account-use')
  requireUsable(known)
  const platform: Platform = known.platform
  const network = networkOf(body)
  const stateBucket = platform === 'sandbox' ? 'labseat' : body.stateBucket
  const wrong: FieldProblem[] = [
    ...timeProblem(body.expiresAt, now),
    ...zoneProblems(platform, network),
    ...(known.regions.includes(body.region)
      ? []
      : [fieldProblem('region', 'region', { regions: known.regions.join(', ') })]),
    ...(stateBucket ? [] : [fieldProblem('stateBucket', 'stateBucket')]),
  ]
  if (wrong.length > 0 || !stateBucket) throw invalidInput(wrong)
  if (known.missingPermissions.length > 0)
    throw new Problem(
      'permissions-missing',
      `This account lacks ${known.missingPermissions.length} permissions that building takes. Its page lists them with a policy to copy; verify it again afterwards. Nothing was made.`,
    )
  const nodes = body.nodes ?? defaults.nodes[platform]
  const { hourly, monthly, source } = estimateOf(platform, nodes)
  refuseOverBudget(body, hourly.amount, now)
  if (platform !== 'sandbox') {
    const { bucketIsThere, quota } = await checkRoom(body.accountId, caller, now, {
      bucket: stateBucket,
      region: body.region,
      nodes,
    })
    if (!bucketIsThere) throw invalidInput([fieldProblem('stateBucket', 'bucketAccess')])
    if (quota) throw new Problem('quota-exceeded', `${quota} Nothing was made.`)
  }

  const ref = documents.clusters().doc()
  const name = `${body.name}-${suffix()}`
  const make = async () => {
    const { ref: accountRef, account, readAt } = await accountFor(body.accountId, caller, 'cloud-account-use')
    requireUsable(account)
    const others = (
      await documents.clusters().where('accountId', '==', body.accountId).where('live', '==', true).get()
    ).docs.map((one) => one.data())
    if (others.length >= mostClusters)
      throw new Problem(
        'too-many-clusters',
        `${mostClusters} clusters are in this account. Destroy one first.`,
      )
    const near = others.filter(({ region }) => region === body.region && platform !== 'sandbox')
    const clash = networkProblems(
      network,
      near.map(({ vpcCidr }) => vpcCidr),
    )
    if (clash.length > 0) throw invalidInput(clash)

    const runRef = documents.runs(ref.id).doc()
    const cluster: ClusterDocument = {
      ownerId: caller.uid,
      accountId: body.accountId,
      platform,
      name,
      region: body.region,
      stateBucket,
      services: body.services,
      kubernetesVersion: body.kubernetesVersion ?? defaults.kubernetesVersion,
      ...network,
      approval: body.approval ?? 'manual',
      nodes: { ...nodes },
      state: 'provisioning',
      live: true,
      runId: runRef.id,
      busy: true,
      awaitsApproval: false,
      links: [],
      cost: { hourly, monthly, source },
      expiresAt: body.expiresAt ?? null,
      endsAt: endOf(
        { expiresAt: body.expiresAt ?? null, budget: body.budget ?? null, createdAt: now },
        hourly.amount,
      ),
      budget: body.budget ?? null,
      endTold: false,
      destroyWanted: false,
      eventId: body.eventId ?? null,
      createdAt: now,
      updatedAt: now,
    }
    const reply = json(202, presentCluster(ref.id, cluster))
    const batch = db.batch()
    batch.create(ref, cluster)
    batch.create(
      runRef,
      newRun({ clusterId: ref.id, command: 'create', cluster, requestedBy: caller.uid, now }),
    )
    // Whoever deletes the account at the same time, or makes another cluster in it, has to look again.
    batch.update(accountRef, toFields(cloudAccountDocument, { lastUsedAt: now }), { lastUpdateTime: readAt })
    saveReply(batch, reply)
    await commit(batch, ref.path, { details: { platform, region: body.region } })
    return { reply, runId: runRef.id }
  }
  // A course begins its clusters together, in one account.
  const made = await inTurn(`cloud-accounts/${body.accountId}`, () => retryOnConflict(make))
  await publish('cluster-run', made.runId, { clusterId: ref.id, runId: made.runId, attempt: 1 })
  return made.reply
})
