import { CircleAlert, CircleCheck, Clock } from 'lucide-react'
import type { SystemStatus, WaitingWork as Waiting } from '../../../contract/system.ts'
import { t } from '../locales/system.ts'
import { Ago } from '../ui/ago.tsx'
import { Part } from '../ui/part.tsx'
import { StateMark } from '../ui/state-mark.tsx'

const minuteMs = 60_000

/** What waits and for how long. Work that waits longer than `lateAfterMs` is marked. */
function Work({
  name,
  about,
  work: { count, oldestAt },
  lateAfterMs,
  now,
  note,
}: {
  name: string
  about: string
  work: Waiting
  lateAfterMs: number
  now: string
  note?: string | false
}) {
  const isLate = oldestAt !== null && Date.parse(now) - Date.parse(oldestAt) > lateAfterMs
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 md:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <h3 className="font-medium">{name}</h3>
        <p className="max-w-prose text-soft text-sm">{about}</p>
        {note && <p className="text-bad text-sm">{note}</p>}
      </div>
      <div className="md:text-right">
        <StateMark
          tone={count === 0 ? 'good' : isLate ? 'bad' : 'soft'}
          Icon={count === 0 ? CircleCheck : isLate ? CircleAlert : Clock}
        >
          {count === 0 ? t('waiting.none') : t('waiting.some', { count })}
        </StateMark>
        {oldestAt && (
          <p className="text-soft text-sm">
            <Ago at={oldestAt} text={(when) => t('waiting.oldest', { when })} />
          </p>
        )}
      </div>
    </li>
  )
}

export function WaitingWork({ system, now }: { system: SystemStatus; now: string }) {
  const { waiting, failedMails } = system
  return (
    <Part title={t('waiting.title')}>
      <ul className="divide-y divide-line">
        <Work
          name={t('waiting.registrations')}
          about={t('waiting.registrationsAbout')}
          work={waiting.registrations}
          lateAfterMs={minuteMs}
          now={now}
        />
        <Work
          name={t('waiting.mails')}
          about={t('waiting.mailsAbout')}
          work={waiting.mails}
          lateAfterMs={10 * minuteMs}
          now={now}
          note={failedMails > 0 && t('waiting.mailsFailed', { count: failedMails })}
        />
        <Work
          name={t('waiting.messages')}
          about={t('waiting.messagesAbout')}
          work={waiting.messages}
          lateAfterMs={5 * minuteMs}
          now={now}
        />
      </ul>
    </Part>
  )
}
