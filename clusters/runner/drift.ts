import { hasApps } from './build.ts'
import type { Run } from './context.ts'
import type { Finished } from './protocol.ts'
import { openStage } from './stage.ts'
import { appsVariables, clusterVariables } from './variables.ts'

/** What others changed of what Terraform made: looked at, and left as it is. */
export const checkDrift = async (run: Run): Promise<Finished> => {
  const cluster = await openStage(run, 'cluster')
  const drift = await cluster.drift(clusterVariables(run))
  run.report.stage({ name: 'cluster', state: 'done' })
  if (hasApps(run)) {
    const outputs = cluster.outputs()
    const apps = await openStage(run, 'apps')
    drift.push(...(await apps.drift(appsVariables(run, outputs))))
    run.report.stage({ name: 'apps', state: 'done' })
  }
  return { outcome: 'succeeded', outputs: {}, drift }
}
