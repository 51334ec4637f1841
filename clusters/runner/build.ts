import type { StageName } from '../../contract/runs.ts'
import { stateNameOf } from './backend.ts'
import type { Run } from './context.ts'
import { StageFailed, StalePlan, stateMissing } from './failures.ts'
import type { Outputs } from './lines.ts'
import type { Finished } from './protocol.ts'
import { openStage, type Planned, type Stage } from './stage.ts'
import type { StoredPlan } from './stored-plan.ts'
import type { Change } from './tracker.ts'
import { appsVariables, clusterVariables, publicOutputs } from './variables.ts'

/** Whether the run has the stage `apps`. Reports the stage as skipped on a simulated cloud. */
export const includesApps = ({ inputs, report }: Run): boolean => {
  if (!inputs.stages.includes('apps')) return false
  if (!inputs.simulated) return true
  report.stage({ name: 'apps', state: 'skipped', reason: 'The simulated AWS has no Kubernetes API.' })
  return false
}

/** Opens the stage of the cluster. @throws StageFailed if the cluster was built and has no state */
export const openCluster = async (run: Run): Promise<Stage> => {
  const cluster = await openStage(run, 'cluster')
  const {
    built,
    platform,
    prefix,
    cluster: { stateBucket },
  } = run.inputs
  if (cluster.hasState || !built || platform === 'sandbox') return cluster
  const failure = stateMissing(stateBucket, `${prefix}/${stateNameOf(platform, 'cluster')}`)
  run.report.stage({ name: 'cluster', state: 'failed', reason: failure.detail })
  throw new StageFailed(failure)
}

const haveSameChanges = (left: Change[], right: Change[]) => {
  const toText = (changes: Change[]) =>
    JSON.stringify(changes.map(({ address, action }) => `${action} ${address}`).sort())
  return toText(left) === toText(right)
}
const reportDone = (run: Run, name: StageName) => run.report.stage({ name, state: 'done' })
const toSuccess = (...outputs: Outputs[]): Finished => ({
  outcome: 'succeeded',
  outputs: publicOutputs(...outputs),
})

/** Applies a plan that changes only outputs. It needs no approval. */
const applyOutputs = async (stage: Stage, { hasEffect, changes }: Planned) => {
  if (hasEffect && changes.length === 0) await stage.apply([])
}

/** Plans both stages and stores the plans. @returns undefined when there are changes to approve */
const plan = async (run: Run): Promise<Finished | undefined> => {
  const cluster = await openCluster(run)
  const clusterPlan = await cluster.plan(clusterVariables(run))
  await cluster.reportAttributes(clusterPlan.changes)
  await applyOutputs(cluster, clusterPlan)
  const outputs = cluster.outputs()
  const stages: StoredPlan['stages'] = [
    { name: 'cluster', plan: cluster.readPlan(), changes: clusterPlan.changes },
  ]
  const clusterIsReady = clusterPlan.changes.length === 0
  run.report.stage({ name: 'cluster', state: clusterIsReady ? 'done' : 'waiting' })
  let urls: Outputs = {}
  if (includesApps(run)) {
    const apps = await openStage(run, 'apps')
    const appsPlan = await apps.plan(appsVariables(run, outputs))
    await apps.reportAttributes(appsPlan.changes)
    if (clusterIsReady) await applyOutputs(apps, appsPlan)
    urls = apps.outputs()
    stages.push({
      name: 'apps',
      ...(clusterIsReady && { plan: apps.readPlan() }),
      changes: appsPlan.changes,
    })
    run.report.stage({ name: 'apps', state: appsPlan.changes.length > 0 ? 'waiting' : 'done' })
  }
  const changes = stages.reduce((sum, stage) => sum + stage.changes.length, 0)
  if (changes === 0) return toSuccess(outputs, urls)
  run.stop.throwIfRequested()
  await run.plans.write({ stages })
  await run.report.decide({ planned: { changes } })
  return undefined
}

/** Applies the stored plan. @throws StalePlan when the plan is gone or no longer fits */
const applyStoredPlan = async (run: Run): Promise<Finished> => {
  const stored = await run.plans.read()
  if (!stored) throw new StalePlan('gone')
  // A plan is applied once: after a failure the remaining changes need a new plan.
  await run.plans.remove()
  const planOf = (name: StageName) => stored.stages.find((stage) => stage.name === name)
  const cluster = await openCluster(run)
  const clusterPlan = planOf('cluster')
  if (clusterPlan?.changes.length) await cluster.apply(clusterPlan.changes, clusterPlan.plan)
  const outputs = cluster.outputs()
  reportDone(run, 'cluster')
  const appsPlan = planOf('apps')
  if (!includesApps(run) || !appsPlan) return toSuccess(outputs)
  const apps = await openStage(run, 'apps')
  if (appsPlan.plan) {
    if (appsPlan.changes.length > 0) await apps.apply(appsPlan.changes, appsPlan.plan)
  } else {
    const { hasEffect, changes } = await apps.plan(appsVariables(run, outputs))
    // The person approved an estimate, so the real plan may contain only the same changes.
    if (!haveSameChanges(changes, appsPlan.changes)) throw new StalePlan('apps')
    if (hasEffect) await apps.apply(changes)
  }
  const urls = apps.outputs()
  reportDone(run, 'apps')
  return toSuccess(outputs, urls)
}

const planAndApply = async (run: Run): Promise<Finished> => {
  let isReported = false
  const applyStage = async (stage: Stage, { hasEffect, changes }: Planned): Promise<Outputs> => {
    if (changes.length > 0 && !isReported) {
      isReported = true
      await run.report.decide({ planned: { changes: changes.length } })
    }
    if (hasEffect) await stage.apply(changes)
    const outputs = stage.outputs()
    reportDone(run, stage.name)
    return outputs
  }
  const cluster = await openCluster(run)
  const outputs = await applyStage(cluster, await cluster.plan(clusterVariables(run)))
  if (!includesApps(run)) return toSuccess(outputs)
  const apps = await openStage(run, 'apps')
  return toSuccess(outputs, await applyStage(apps, await apps.plan(appsVariables(run, outputs))))
}

/** Creates or updates a cluster. @returns undefined when the plan waits for approval */
export const build = (run: Run): Promise<Finished | undefined> => {
  switch (run.inputs.mode) {
    case 'plan':
      return plan(run)
    case 'apply':
      return applyStoredPlan(run)
    case 'plan-and-apply':
      return planAndApply(run)
  }
}
