import { setTimeout as wait } from 'node:timers/promises'
import type { Leftover } from '../../contract/clusters.ts'
import type { StageName } from '../../contract/runs.ts'
import { includesApps } from './build.ts'
import type { Run } from './context.ts'
import { StageFailed, StalePlan } from './failures.ts'
import { findLeftovers, removeClusterItself, searchedRegions, sweepKubernetes } from './leftovers.ts'
import type { Outputs } from './lines.ts'
import type { Finished } from './protocol.ts'
import { openStage, type Planned, type Stage } from './stage.ts'
import type { StoredPlan } from './stored-plan.ts'
import { appsVariables, clusterVariables } from './variables.ts'

type StagePlan = StoredPlan['stages'][number]

/** Rethrows every error but a failure of Terraform itself. */
const terraformFailure = (error: unknown): StageFailed => {
  if (!(error instanceof StageFailed) || error.failure.reason !== 'terraform') throw error
  return error
}

/** Plans from the state alone when the Kubernetes API does not answer. */
const planApps = async (run: Run, apps: Stage, outputs: Outputs): Promise<Planned> => {
  const variables = appsVariables(run, outputs)
  try {
    return await apps.plan(variables, '-destroy')
  } catch (error) {
    terraformFailure(error)
    run.report.line('The services could not be read. Their removal is planned from the stored state.')
    return apps.plan(variables, '-destroy', '-refresh=false')
  }
}

const openStages = async (run: Run) => {
  const cluster = await openStage(run, 'cluster')
  const outputs = cluster.outputs()
  const apps = includesApps(run) ? await openStage(run, 'apps') : undefined
  return { cluster, apps, outputs }
}
type Stages = Awaited<ReturnType<typeof openStages>>

const planStages = async (run: Run, { cluster, apps, outputs }: Stages): Promise<StagePlan[]> => {
  const plans: StagePlan[] = []
  const add = async (stage: Stage, planning: Promise<Planned>) => {
    const { changes } = await planning
    if (run.inputs.mode === 'plan') await stage.reportAttributes(changes)
    plans.push({ name: stage.name, plan: stage.readPlan(), changes })
    run.report.stage({ name: stage.name, state: changes.length > 0 ? 'waiting' : 'done' })
  }
  if (apps) await add(apps, planApps(run, apps, outputs))
  await add(cluster, cluster.plan(clusterVariables(run), '-destroy'))
  return plans
}

/** Destroys the apps. A failure does not stop the run, because the apps go with the cluster. @returns whether the apps are destroyed */
const destroyApps = async (run: Run, apps: Stage, { changes, plan }: StagePlan): Promise<boolean> => {
  try {
    run.report.stage({ name: 'apps', state: 'running' })
    await apps.apply(changes, plan)
    run.report.stage({ name: 'apps', state: 'done' })
    return true
  } catch (error) {
    const { detail } = terraformFailure(error).failure
    const reason = `The services could not be removed first, so they are destroyed with the cluster. ${detail}`
    run.report.stage({ name: 'apps', state: 'failed', reason })
    return false
  }
}

const applyPlans = async (run: Run, { cluster, apps }: Stages, plans: StagePlan[]) => {
  const planOf = (name: StageName) => plans.find((plan) => plan.name === name && plan.changes.length > 0)
  const appsPlan = planOf('apps')
  const appsAreGone = apps && appsPlan ? await destroyApps(run, apps, appsPlan) : true
  run.stop.throwIfRequested()
  const clusterPlan = planOf('cluster')
  if (clusterPlan) {
    run.report.stage({ name: 'cluster', state: 'running' })
    const sweep = await sweepKubernetes(run)
    try {
      await cluster.apply(clusterPlan.changes, clusterPlan.plan)
    } finally {
      await sweep.end()
    }
  }
  run.report.stage({ name: 'cluster', state: 'done' })
  if (apps && !appsAreGone) await apps.forget()
}

/** The state of a cluster that was built is missing, so Terraform removes nothing. A sandbox without a state has nothing. */
const lacksState = ({ inputs: { built, platform } }: Run, { cluster }: Stages): boolean =>
  !cluster.hasState && built === true && platform !== 'sandbox'

const missingText = ({ inputs: { cluster, prefix } }: Run) =>
  `The state bucket ${cluster.stateBucket} has no Terraform state of this cluster below ${prefix}.`

/** Removes the cluster before its network, and its network before its roles, by the tags of the cluster. */
const removeByTags = async (run: Run) => {
  const verb = run.inputs.platform === 'aws' ? 'removes' : 'lists'
  const reason = `${missingText(run)} Labseat ${verb} the resources that have the tags of the cluster.`
  run.report.line(reason)
  run.report.stage({ name: 'cluster', state: 'running', reason })
  await removeClusterItself(run)
  const sweep = await sweepKubernetes(run)
  await sweep.end()
  run.report.stage({ name: 'cluster', state: 'done', reason })
}

const gatewayPollMs = 15_000
const gatewayTimeoutMs = 10 * 60_000
/** Searches until AWS has deleted the NAT gateways, which takes minutes: before that, it refuses to release their addresses and subnets. */
const findRemaining = async (run: Run, isMissing: boolean): Promise<Leftover[]> => {
  const since = performance.now()
  for (;;) {
    const left = await findLeftovers(run)
    const mayWait = isMissing && performance.now() - since < gatewayTimeoutMs
    if (!mayWait || !left.some(({ kind }) => kind === 'NAT gateway')) return left
    if (left.some(({ kind }) => kind === 'EKS cluster')) return left
    await wait(gatewayPollMs, undefined, { signal: run.stop.signal }).catch(() => {})
    run.stop.throwIfRequested()
  }
}

/** The end of the run by the cloud's own list of leftovers. */
const takeInventory = async (run: Run, isMissing: boolean): Promise<Finished> => {
  run.stop.throwIfRequested()
  const done = isMissing ? `${missingText(run)} Terraform removed nothing` : 'Terraform has finished'
  let left: Leftover[]
  try {
    left = await findRemaining(run, isMissing)
  } catch (error) {
    run.stop.throwIfRequested()
    const cause = error instanceof Error ? `${error.name}: ${error.message}` : 'the cloud gave no reason'
    const detail = `${done}, but the search for leftovers failed (${cause}). Try again to repeat the search.`
    return { outcome: 'failed', outputs: {}, failure: { reason: 'leftovers', detail } }
  }
  const regions = searchedRegions(run)
  if (left.length === 0) return { outcome: 'succeeded', outputs: {}, left, regions }
  const kinds = [...new Set(left.map(({ kind }) => kind))].join(', ')
  const detail = `${done}, but resources of this cluster are left in the cloud (${left.length}): ${kinds}.`
  return { outcome: 'failed', outputs: {}, left, regions, failure: { reason: 'leftovers', detail } }
}

/** Destroys a cluster and searches the cloud for leftovers. @returns undefined when the plan waits for approval */
export const destroy = async (run: Run): Promise<Finished | undefined> => {
  const { mode } = run.inputs
  let plans: StagePlan[] | undefined
  if (mode === 'apply') {
    plans = (await run.plans.read())?.stages
    if (!plans) throw new StalePlan('gone')
    await run.plans.remove()
  }
  const stages = await openStages(run)
  plans ??= await planStages(run, stages)
  const isMissing = lacksState(run, stages)
  const planned = plans.reduce((sum, plan) => sum + plan.changes.length, 0)
  // Without a state the number of resources is unknown, and a cancellation still must not count as "nothing was changed".
  const changes = isMissing ? Math.max(planned, 1) : planned
  if (changes > 0 && mode !== 'apply') {
    run.stop.throwIfRequested()
    if (mode === 'plan') await run.plans.write({ stages: plans })
    await run.report.decide({ planned: { changes } })
    if (mode === 'plan') return undefined
  }
  await applyPlans(run, stages, plans)
  if (isMissing) await removeByTags(run)
  else await removeClusterItself(run)
  return takeInventory(run, isMissing)
}
