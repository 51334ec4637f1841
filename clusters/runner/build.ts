import type { StageName } from '../../contract/runs.ts'
import type { Run } from './context.ts'
import { StalePlan } from './failures.ts'
import type { KeptPlan } from './kept-plan.ts'
import type { Outputs } from './lines.ts'
import type { Finished } from './protocol.ts'
import { openStage, type Planned, type Stage } from './stage.ts'
import type { Change } from './tracker.ts'
import { appsVariables, clusterVariables, openOutputs } from './variables.ts'

/** Whether the apps can be there at all; where not, says why. */
export const hasApps = ({ inputs, report }: Run): boolean => {
  if (!inputs.stages.includes('apps')) return false
  if (!inputs.simulated) return true
  report.stage({ name: 'apps', state: 'skipped', reason: 'The simulated AWS has no Kubernetes API.' })
  return false
}

const sameChanges = (one: Change[], other: Change[]) => {
  const words = (changes: Change[]) =>
    JSON.stringify(changes.map(({ address, action }) => `${action} ${address}`).sort())
  return words(one) === words(other)
}
const done = (run: Run, name: StageName) => run.report.stage({ name, state: 'done' })
const succeeded = (...outputs: Outputs[]): Finished => ({
  outcome: 'succeeded',
  outputs: openOutputs(...outputs),
})

/** Carries out what changes nothing but outputs, which needs nobody's word. */
const settle = async (stage: Stage, { pending, changes }: Planned) => {
  if (pending && !changes.length) await stage.apply([])
}

const plan = async (run: Run): Promise<Finished | undefined> => {
  const cluster = await openStage(run, 'cluster')
  const first = await cluster.plan(clusterVariables(run))
  await settle(cluster, first)
  const outputs = cluster.outputs()
  const kept: KeptPlan['stages'] = [{ name: 'cluster', plan: cluster.planned(), changes: first.changes }]
  const certain = !first.changes.length
  run.report.stage({ name: 'cluster', state: certain ? 'done' : 'waiting' })
  let apps: Outputs = {}
  if (hasApps(run)) {
    const stage = await openStage(run, 'apps')
    const second = await stage.plan(appsVariables(run, outputs))
    if (certain) await settle(stage, second)
    apps = stage.outputs()
    kept.push({ name: 'apps', ...(certain && { plan: stage.planned() }), changes: second.changes })
    run.report.stage({ name: 'apps', state: second.changes.length ? 'waiting' : 'done' })
  }
  const changes = kept.reduce((sum, one) => sum + one.changes.length, 0)
  if (!changes) return succeeded(outputs, apps)
  run.stop.check()
  await run.keeper.keep({ stages: kept })
  await run.report.decide({ planned: { changes } })
  return undefined
}

const applyKept = async (run: Run): Promise<Finished> => {
  const kept = await run.keeper.fetch()
  if (!kept) throw new StalePlan('gone')
  // Used up, however it ends: what is left to do is planned again.
  await run.keeper.remove()
  const of = (name: StageName) => kept.stages.find((stage) => stage.name === name)
  const cluster = await openStage(run, 'cluster')
  const first = of('cluster')
  if (first?.changes.length) await cluster.apply(first.changes, first.plan)
  const outputs = cluster.outputs()
  done(run, 'cluster')
  const second = of('apps')
  if (!hasApps(run) || !second) return succeeded(outputs)
  const apps = await openStage(run, 'apps')
  if (second.plan) {
    if (second.changes.length) await apps.apply(second.changes, second.plan)
  } else {
    const again = await apps.plan(appsVariables(run, outputs))
    // Nobody has seen this one: it is carried out only where it is what was foreseen.
    if (!sameChanges(again.changes, second.changes)) throw new StalePlan('apps')
    if (again.pending) await apps.apply(again.changes)
  }
  const urls = apps.outputs()
  done(run, 'apps')
  return succeeded(outputs, urls)
}

const planAndApply = async (run: Run): Promise<Finished> => {
  let told = false
  const carryOut = async (stage: Stage, { pending, changes }: Planned): Promise<Outputs> => {
    if (changes.length && !told) {
      told = true
      await run.report.decide({ planned: { changes: changes.length } })
    }
    if (pending) await stage.apply(changes)
    const outputs = stage.outputs()
    done(run, stage.name)
    return outputs
  }
  const cluster = await openStage(run, 'cluster')
  const outputs = await carryOut(cluster, await cluster.plan(clusterVariables(run)))
  if (!hasApps(run)) return succeeded(outputs)
  const apps = await openStage(run, 'apps')
  return succeeded(outputs, await carryOut(apps, await apps.plan(appsVariables(run, outputs))))
}

/** Makes a cluster, or makes it what it should be. Undefined when it waits for approval. */
export const build = (run: Run): Promise<Finished | undefined> => {
  switch (run.inputs.mode) {
    case 'plan':
      return plan(run)
    case 'apply':
      return applyKept(run)
    case 'plan-and-apply':
      return planAndApply(run)
  }
}
