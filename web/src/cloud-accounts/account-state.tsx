import type { CloudAccountState } from '../../../contract/cloud-accounts.ts'
import { t } from '../locales/cloud-accounts.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { states } from './words.ts'

export function AccountState({ state }: { state: CloudAccountState }) {
  const { name, tone, Icon } = states[state]
  return (
    <StateMark tone={tone} Icon={Icon}>
      {t(name)}
    </StateMark>
  )
}
