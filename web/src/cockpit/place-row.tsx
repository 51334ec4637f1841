import { Ellipsis, Hand } from 'lucide-react'
import { useState } from 'react'
import { type CockpitState, currentHelp } from '../../../domain/lab-help.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'
import { useTicking } from '../lib/use-ticking.ts'
import { t } from '../locales/cockpit.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Popover } from '../ui/popover.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { lowerHand } from './hands.tsx'
import { Span } from './span.tsx'
import { useHelp } from './use-help.ts'
import type { Place } from './use-places.ts'
import { states } from './words.ts'

type Props = {
  eventId: string
  place: Place
  state: CockpitState
  /** Whether the lab is open, so that its servers can restart. */
  isOpen: boolean
}

/** One person: the state of their server since when, a raised hand, and what an organiser can do. */
export function PlaceRow({ eventId, place, state, isOpen }: Props) {
  const [asks, setAsks] = useState(false)
  const { name, tone, Icon } = states[state]
  const about = place.message ?? place.materialsProblem
  return (
    <li className="flex min-h-14 min-w-0 items-center gap-3 border-line border-b py-1.5 [contain-intrinsic-height:3.5rem] [content-visibility:auto]">
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium" title={place.name}>
            <bdi>{place.name || t('person.unnamed')}</bdi>
          </span>
          {place.handAt && (
            <Hand size={16} role="img" aria-label={t('hand.up')} className="shrink-0 text-accent" />
          )}
        </p>
        <p className="flex min-w-0 items-center gap-2">
          <StateMark tone={tone} Icon={Icon}>
            {t(name)}
          </StateMark>
          <Span at={place.since} className="shrink-0 tabular-nums text-soft text-sm" />
          {about && (
            <span className="min-w-0 truncate text-soft text-sm" title={about}>
              {about}
            </span>
          )}
        </p>
        {place.help && <HelpMark eventId={eventId} place={place} />}
      </div>
      <Popover
        label={place.name}
        name={t('person.actions', { name: place.name })}
        look="inline-flex size-control shrink-0 items-center justify-center rounded-lg text-soft hover:bg-sunken hover:text-ink"
        button={<Ellipsis size={18} aria-hidden />}
      >
        {(close) => (
          <Actions
            eventId={eventId}
            place={place}
            isOpen={isOpen}
            onRestart={() => {
              close()
              setAsks(true)
            }}
            onClose={close}
          />
        )}
      </Popover>
      {asks && <Restart eventId={eventId} place={place} onClose={() => setAsks(false)} />}
    </li>
  )
}

/** The request or the consent that counts now. A consent ends by itself, without a read. */
const useCurrentHelp = ({ help }: Place) => {
  const counts = useTicking((nowMs) => currentHelp(help, new Date(nowMs).toISOString()) !== null)
  return counts ? help : null
}

/** Who asked to open the lab, and the button for the organiser whom the person has let in. */
function HelpMark({ eventId, place }: { eventId: string; place: Place }) {
  const help = useCurrentHelp(place)
  const uid = useSession().person?.uid
  const { open } = useHelp(eventId, place)
  if (!help) return null
  const isMine = help.askedBy === uid
  const organiser = help.askedByName
  return (
    <div className="mt-0.5 text-sm">
      {help.state === 'asked' && (
        <p className="text-soft">{isMine ? t('help.asked') : t('help.askedBy', { organiser })}</p>
      )}
      {help.state === 'allowed' && !isMine && <p className="text-soft">{t('help.usedBy', { organiser })}</p>}
      {help.state === 'allowed' && isMine && (
        <Button
          className="mt-1 text-sm"
          busy={open.busy && t('help.opening')}
          onClick={() => void open.run()}
          aria-label={t('help.openOf', { name: place.name })}
        >
          {t('help.open')}
        </Button>
      )}
      <FailureNotice failure={open.failure} what={t('help.openFailed')} className="mt-1" />
    </div>
  )
}

function Actions({
  eventId,
  place,
  isOpen,
  onRestart,
  onClose,
}: {
  eventId: string
  place: Place
  isOpen: boolean
  onRestart: () => void
  onClose: () => void
}) {
  const help = useCurrentHelp(place)
  const uid = useSession().person?.uid
  const { ask, end } = useHelp(eventId, place)
  const lower = useAction(() => lowerHand(eventId, place.userId))
  const failure = ask.failure ?? end.failure ?? lower.failure
  const run = async (action: { run: () => Promise<unknown> }) => {
    if ((await action.run()) !== undefined) onClose()
  }
  const item = 'w-full justify-start'
  return (
    <div className="grid p-2">
      <p className="wrap-anywhere px-4 py-2 font-medium">
        <bdi>{place.name}</bdi>
      </p>
      {place.handAt && (
        <Button look="plain" className={item} disabled={lower.busy} onClick={() => void run(lower)}>
          {t('hand.lower')}
        </Button>
      )}
      {!help && (
        <Button look="plain" className={item} disabled={ask.busy} onClick={() => void run(ask)}>
          {t('help.ask')}
        </Button>
      )}
      {help && (
        <Button look="plain" className={item} disabled={end.busy} onClick={() => void run(end)}>
          {help.state === 'allowed' ? t('help.end') : t('help.withdraw')}
        </Button>
      )}
      {help && help.askedBy !== uid && (
        <p className="px-4 py-1 text-soft text-sm">{t('help.taken', { organiser: help.askedByName })}</p>
      )}
      {isOpen && place.server !== 'none' && (
        <Button look="plain" className={item} onClick={onRestart}>
          {t('restart.one')}
        </Button>
      )}
      <FailureNotice failure={failure} what={t('help.failed')} className="m-2" />
    </div>
  )
}

function Restart({ eventId, place, onClose }: { eventId: string; place: Place; onClose: () => void }) {
  return (
    <Confirm
      title={t('restart.ask', { name: place.name })}
      action={t('restart.one')}
      doing={t('restart.doing')}
      keep={t('cancel')}
      failed={t('restart.failed')}
      unsure={t('restart.unsure')}
      onConfirm={async () => {
        const params = { path: { eventId, userId: place.userId } }
        await answer(api.POST('/v1/events/{eventId}/lab/places/{userId}/restart', { params }))
      }}
      onClose={onClose}
    >
      {t('restart.about')}
    </Confirm>
  )
}
