import { includesApps, openCluster } from './build.ts'
import type { Run } from './context.ts'
import type { Finished } from './protocol.ts'
import { openStage } from './stage.ts'
import { appsVariables, clusterVariables } from './variables.ts'

/** Finds resources that were changed outside Labseat. Changes nothing. */
export const checkDrift = async (run: Run): Promise<Finished> => {
  const cluster = await openCluster(run)
  const drift = await cluster.findDrift(clusterVariables(run))
  run.report.stage({ name: 'cluster', state: 'done' })
  if (includesApps(run)) {
    const outputs = cluster.outputs()
    const apps = await openStage(run, 'apps')
    drift.push(...(await apps.findDrift(appsVariables(run, outputs))))
    run.report.stage({ name: 'apps', state: 'done' })
  }
  return { outcome: 'succeeded', outputs: {}, drift }
}
