import { ExternalLink } from 'lucide-react'
import type { Event } from '../../../contract/events.ts'
import type { Lab } from '../../../contract/labs.ts'
import type { RegistrationDocument } from '../../../contract/registrations.ts'
import { presentRegistration } from '../../../domain/registrations.ts'
import { useLiveDocument } from '../lib/live.ts'
import { useSession } from '../lib/session.ts'
import { useNow } from '../lib/use-now.ts'
import { t } from '../locales/labs.ts'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { formatClock, formatDay, ownZone } from '../ui/time.ts'
import { AskOrganisers } from './ask-organisers.tsx'
import { DownloadWork, Place, usePlace } from './place.tsx'
import { useLab } from './use-lab.ts'
import { labStates } from './words.ts'

/** The lab of an event, for a person who holds a seat. A person who gave it up can download what they made. Other people see nothing. */
export default function LabCard({ event }: { event: Event }) {
  const session = useSession()
  const uid = session.status === 'in' ? session.person.uid : null
  const mine = useLiveDocument<RegistrationDocument>(uid ? `events/${event.id}/registrations/${uid}` : null)
  if (!uid || mine.status !== 'ready' || !mine.data) return null
  const hasSeat = presentRegistration(mine.data).holdsSeat
  if (hasSeat) return <SeatedCard event={event} uid={uid} />
  return event.hasLab ? <LeftWork event={event} uid={uid} /> : null
}

function LeftWork({ event, uid }: { event: Event; uid: string }) {
  const place = usePlace(event.id, uid)
  return place.status === 'ready' && place.data ? <OpenedWork event={event} /> : null
}

function OpenedWork({ event }: { event: Event }) {
  const lab = useLab(event)
  if (lab.status !== 'ready' || !lab.data.hasDownload) return null
  return (
    <section aria-label={t('card.title')} className="mt-4 border-line border-t pt-4">
      <p className="mb-3 text-sm text-soft">{t('card.left')}</p>
      <DownloadWork eventId={event.id} />
    </section>
  )
}

function SeatedCard({ event, uid }: { event: Event; uid: string }) {
  const lab = useLab(event)
  return (
    <section aria-label={t('card.title')} className="mt-4 border-line border-t pt-4">
      {lab.status === 'loading' && (
        <>
          <p className="sr-only">{t('card.loading')}</p>
          <Skeleton className="h-24 w-full" />
        </>
      )}
      {lab.status === 'failed' && (
        <FailureNotice failure={lab.failure} what={t('card.failed')} onRetry={lab.reload} />
      )}
      {lab.status === 'ready' && <LabView lab={lab.data} uid={uid} />}
      {lab.status === 'ready' && lab.data.state === 'ready' && <AskOrganisers eventId={event.id} uid={uid} />}
    </section>
  )
}

const whenOf = (at: string) => `${formatDay(at, ownZone())}, ${formatClock(at, ownZone())}`

const describe = ({ state, opensAt, endsAt }: Lab, now: string): string => {
  switch (state) {
    case 'scheduled':
      return t('card.scheduled', { when: whenOf(opensAt) })
    case 'building':
      return opensAt > now ? t('card.building', { when: whenOf(opensAt) }) : t('card.late')
    case 'ready':
      return t('card.ready', { when: whenOf(endsAt) })
    case 'failed':
      return t('card.broken')
    default:
      return t('card.ended')
  }
}

function LabView({ lab, uid }: { lab: Lab; uid: string }) {
  const now = useNow(lab.opensAt, lab.endsAt)
  const { name, tone, Icon } = labStates[lab.state]
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <h2 className="font-semibold">{t('card.title')}</h2>
        <StateMark tone={tone} Icon={Icon}>
          {t(name)}
        </StateMark>
      </div>
      <p role="status" className="mt-1 text-sm text-soft">
        {describe(lab, now)}
      </p>
      {lab.state === 'ready' && <Place lab={lab} uid={uid} />}
      {lab.materials && (
        <a
          href={lab.materials}
          target="_blank"
          rel="noreferrer"
          className="mt-1 inline-flex min-h-11 items-center gap-1.5 text-accent text-sm underline"
        >
          {t('card.materials')}
          <ExternalLink size={14} aria-hidden />
        </a>
      )}
    </>
  )
}
