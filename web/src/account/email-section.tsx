import { CircleCheck, MailWarning } from 'lucide-react'
import { useSession } from '../lib/session.ts'
import { t as account } from '../locales/account.ts'
import { StateMark } from '../ui/state-mark.tsx'

export function EmailSection() {
  const { person } = useSession()
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="min-w-0 truncate">{person?.email}</span>
      {person?.verified ? (
        <StateMark tone="good" Icon={CircleCheck}>
          {account('email.confirmed')}
        </StateMark>
      ) : (
        <StateMark tone="warn" Icon={MailWarning}>
          {account('email.unconfirmed')}
        </StateMark>
      )}
    </div>
  )
}
