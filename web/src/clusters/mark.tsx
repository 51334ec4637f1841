import type { Cluster } from '../../../contract/clusters.ts'
import type { RunState } from '../../../contract/runs.ts'
import { t } from '../locales/clusters.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { clusterForgotten, clusterHalfway, clusterStates, clusterWaits, runStates } from './words.ts'

type Marked = Pick<Cluster, 'state' | 'awaitsApproval' | 'failedChange' | 'closed'>
const looksOf = ({ state, awaitsApproval, failedChange, closed }: Marked) => {
  if (closed?.reason === 'forgotten') return clusterForgotten
  if (awaitsApproval) return clusterWaits
  return state === 'ready' && failedChange ? clusterHalfway : clusterStates[state]
}

export function ClusterMark({ cluster }: { cluster: Marked }) {
  const { name, tone, Icon } = looksOf(cluster)
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
