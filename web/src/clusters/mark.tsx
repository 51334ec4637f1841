import type { Cluster } from '../../../contract/clusters.ts'
import type { RunState } from '../../../contract/runs.ts'
import { t } from '../locales/clusters.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { clusterStates, clusterWaits, runStates } from './words.ts'

export function ClusterMark({ cluster }: { cluster: Pick<Cluster, 'state' | 'awaitsApproval'> }) {
  const { name, tone, Icon } = cluster.awaitsApproval ? clusterWaits : clusterStates[cluster.state]
  return (
    <StateMark tone={tone} Icon={Icon}>
      {t(name)}
    </StateMark>
  )
}

export function RunMark({ state }: { state: RunState }) {
  const { name, tone, Icon } = runStates[state]
  return (
    <StateMark tone={tone} Icon={Icon}>
      {t(name)}
    </StateMark>
  )
}
