import { useParams } from 'react-router'
import type { ReceivedOffer } from '../../../contract/account-offers.ts'
import type { Event } from '../../../contract/events.ts'
import type { Lab } from '../../../contract/labs.ts'
import { useAccounts } from '../cloud-accounts/use-accounts.ts'
import { EventNav } from '../events/event-nav.tsx'
import { useEvent } from '../events/use-event.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import { useHeldFocus } from '../lib/use-held-focus.ts'
import { useLoad } from '../lib/use-load.ts'
import { t as events } from '../locales/events.ts'
import { t } from '../locales/labs.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Failed } from '../ui/failed.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PageWaiting, Skeleton } from '../ui/skeleton.tsx'
import { Attach } from './attach.tsx'
import { LabFacts } from './lab-facts.tsx'
import { choicesOf, type LabPlaceChoice } from './lab-form.ts'
import { useLab } from './use-lab.ts'

export default function LabPage() {
  const { eventId = '' } = useParams()
  return <LabOfEvent key={eventId} eventId={eventId} />
}

function LabOfEvent({ eventId }: { eventId: string }) {
  const event = useEvent(eventId)
  if (event.status === 'loading')
    return (
      <div className="page space-y-4 py-8 md:py-12" aria-busy>
        <PageWaiting>{t('page.loading')}</PageWaiting>
        <Skeleton className="h-10 w-2/3" />
        <Skeleton className="h-64 w-full max-w-3xl" />
      </div>
    )
  if (event.status === 'failed')
    return <Failed failure={event.failure} title={events('event.failed')} onRetry={event.reload} />
  return (
    <div className="page py-8 md:py-12">
      <PageTitle title={t('page.title', { title: event.data.title })}>{event.data.title}</PageTitle>
      <EventNav event={event.data} />
      <LabParts event={event.data} />
    </div>
  )
}

function LabParts({ event }: { event: Event }) {
  const lab = useLab(event)
  const held = useHeldFocus()
  return (
    <div {...held}>
      <LabContent event={event} lab={lab} />
    </div>
  )
}

function LabContent({ event, lab }: { event: Event; lab: ReturnType<typeof useLab> }) {
  if (!event.hasLab) return <AttachPart event={event} lab={undefined} onAttached={lab.reload} />
  if (lab.status === 'loading')
    return (
      <div aria-busy>
        <PageWaiting>{t('page.loading')}</PageWaiting>
        <Skeleton className="mt-8 h-64 w-full max-w-3xl" />
      </div>
    )
  if (lab.status === 'failed')
    return (
      <FailureNotice
        failure={lab.failure}
        what={t('page.failed')}
        onRetry={lab.reload}
        className="mt-8 max-w-3xl"
      />
    )
  const { data } = lab
  // Without a cluster the lab can be changed, or attached again.
  const isFree = data.setup?.clusterId === null && !data.setup.rehearsal
  return (
    <>
      <LabFacts event={event} lab={data} onChange={lab.reload} />
      {isFree && <AttachPart key={data.state} event={event} lab={data} onAttached={lab.reload} />}
    </>
  )
}

type AttachProps = { event: Event; lab: Lab | undefined; onAttached: () => void }

/** The form for people with an account: operators, and organisers to whom an operator offers one. */
function AttachPart(props: AttachProps) {
  const session = useSession()
  const offers = useLoad('account offers', (signal) => answer(api.GET('/v1/me/account-offers', { signal })))
  if (props.event.state === 'cancelled') return null
  if (offers.status === 'loading') return <Skeleton className="mt-8 h-96 w-full max-w-3xl" />
  if (offers.status === 'failed')
    return (
      <FailureNotice
        failure={offers.failure}
        what={t('page.failed')}
        onRetry={offers.reload}
        className="mt-8 max-w-3xl"
      />
    )
  const received = offers.data.items
  if (sessionMay(session, 'clusters-create')) return <AttachWithAccounts {...props} offers={received} />
  const choices = choicesOf([], received)
  if (choices[0]) return <AttachFirst {...props} choices={choices} />
  if (props.lab) return null
  return (
    <div className="mt-8">
      <Empty title={t('none.title')}>{t('none.about')}</Empty>
    </div>
  )
}

/** The form with the choice of the earlier lab, or the first one. */
function AttachFirst({ choices, ...props }: AttachProps & { choices: readonly LabPlaceChoice[] }) {
  const { setup } = props.lab ?? {}
  const isEarlier = (choice: LabPlaceChoice) =>
    choice.kind === 'offer' ? choice.offer.label === setup?.offer : choice.value === setup?.accountId
  const first = choices.find(isEarlier) ?? choices[0]!
  return <Attach {...props} choices={choices} first={first} />
}

function AttachWithAccounts({ offers, ...props }: AttachProps & { offers: readonly ReceivedOffer[] }) {
  const session = useSession()
  const { live, items } = useAccounts()
  if (live.status === 'loading') return <Skeleton className="mt-8 h-96 w-full max-w-3xl" />
  if (live.status === 'failed')
    return (
      <Notice tone="bad" onRetry={live.retry} className="mt-8 max-w-3xl">
        {t('page.failed')}
      </Notice>
    )
  // An admin sees all accounts and may use only their own.
  const own = items.filter(({ ownerId, state }) => ownerId === session.person?.uid && state === 'verified')
  const choices = choicesOf(own, offers)
  if (choices.length === 0)
    return (
      <div className="mt-8">
        <Empty
          title={t('none.title')}
          action={<ButtonLink to="/cloud-accounts/new">{t('none.connect')}</ButtonLink>}
        >
          {t('none.accounts')}
        </Empty>
      </div>
    )
  return <AttachFirst {...props} choices={choices} />
}
