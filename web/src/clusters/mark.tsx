import type { ClusterState } from '../../../contract/clusters.ts'
import type { RunState } from '../../../contract/runs.ts'
import { t } from '../locales/clusters.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { clusterStates, runStates } from './words.ts'

export function ClusterMark({ state }: { state: ClusterState }) {
  const { name, tone, Icon } = clusterStates[state]
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
