import type { Leftover } from '../../contract/clusters.ts'
import type { StageName } from '../../contract/runs.ts'
import { hasApps } from './build.ts'
import type { Run } from './context.ts'
import { StageFailed, StalePlan } from './failures.ts'
import type { KeptPlan } from './kept-plan.ts'
import type { Outputs } from './lines.ts'
import type { Finished } from './protocol.ts'
import { openStage, type Planned, type Stage } from './stage.ts'
import { clearBefore, leftoversOf, regionsOf } from './sweep.ts'
import { appsVariables, clusterVariables } from './variables.ts'

type Part = KeptPlan['stages'][number]

/** Where the Kubernetes API answers no more, the state alone has to do. */
const planApps = async (run: Run, apps: Stage, outputs: Outputs): Promise<Planned> => {
  const variables = appsVariables(run, outputs)
  try {
    return await apps.plan(variables, '-destroy')
  } catch (error) {
    if (!(error instanceof StageFailed) || error.failure.reason !== 'terraform') throw error
    run.report.line(
      'The apps could not be looked at. Their destruction is planned from what was last known of them.',
    )
    return apps.plan(variables, '-destroy', '-refresh=false')
  }
}

const openAll = async (run: Run) => {
  const cluster = await openStage(run, 'cluster')
  const outputs = cluster.outputs()
  const apps = hasApps(run) ? await openStage(run, 'apps') : undefined
  return { cluster, apps, outputs }
}
type All = Awaited<ReturnType<typeof openAll>>

const planAll = async (run: Run, { cluster, apps, outputs }: All): Promise<Part[]> => {
  const parts: Part[] = []
  const add = async (stage: Stage, planning: Promise<Planned>) => {
    const { changes } = await planning
    parts.push({ name: stage.name, plan: stage.planned(), changes })
    run.report.stage({ name: stage.name, state: changes.length ? 'waiting' : 'done' })
  }
  if (apps) await add(apps, planApps(run, apps, outputs))
  await add(cluster, cluster.plan(clusterVariables(run), '-destroy'))
  return parts
}

/** The apps' end is worth a try; whatever becomes of it, they are gone with the cluster. */
const tryApps = async (run: Run, apps: Stage, part: Part): Promise<boolean> => {
  try {
    run.report.stage({ name: 'apps', state: 'running' })
    await apps.apply(part.changes, part.plan)
    run.report.stage({ name: 'apps', state: 'done' })
    return true
  } catch (error) {
    if (!(error instanceof StageFailed) || error.failure.reason !== 'terraform') throw error
    const reason = `The apps could not be removed one by one, so they go with the cluster. ${error.failure.detail}`
    run.report.stage({ name: 'apps', state: 'failed', reason })
    return false
  }
}

const carryOut = async (run: Run, { cluster, apps }: All, parts: Part[]) => {
  const of = (name: StageName) => parts.find((part) => part.name === name && part.changes.length)
  const appsPart = of('apps')
  const gone = apps && appsPart ? await tryApps(run, apps, appsPart) : true
  run.stop.check()
  const part = of('cluster')
  if (part) {
    run.report.stage({ name: 'cluster', state: 'running' })
    await clearBefore(run)
    await cluster.apply(part.changes, part.plan)
  }
  run.report.stage({ name: 'cluster', state: 'done' })
  if (apps && !gone) await apps.forget()
}

/** Nothing is believed that the cloud itself doesn't say. */
const inventory = async (run: Run): Promise<Finished> => {
  run.stop.check()
  let left: Leftover[]
  try {
    left = await leftoversOf(run)
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : 'the cloud did not say why'
    const detail = `Terraform is through, but whether something is left could not be seen (${why}). Destroy it again to look again.`
    return { outcome: 'failed', outputs: {}, failure: { reason: 'leftovers', detail } }
  }
  const regions = regionsOf(run)
  if (!left.length) return { outcome: 'succeeded', outputs: {}, left, regions }
  const kinds = [...new Set(left.map(({ kind }) => kind))].join(', ')
  return {
    outcome: 'failed',
    outputs: {},
    left,
    regions,
    failure: {
      reason: 'leftovers',
      detail: `Terraform is through, and ${left.length} are still there: ${kinds}.`,
    },
  }
}

export const destroy = async (run: Run): Promise<Finished | undefined> => {
  const { mode } = run.inputs
  let parts: Part[] | undefined
  if (mode === 'apply') {
    parts = (await run.keeper.fetch())?.stages
    if (!parts) throw new StalePlan('gone')
    await run.keeper.remove()
  }
  const all = await openAll(run)
  parts ??= await planAll(run, all)
  const changes = parts.reduce((sum, one) => sum + one.changes.length, 0)
  if (changes && mode !== 'apply') {
    run.stop.check()
    if (mode === 'plan') await run.keeper.keep({ stages: parts })
    await run.report.decide({ planned: { changes } })
    if (mode === 'plan') return undefined
  }
  await carryOut(run, all, parts)
  return inventory(run)
}
