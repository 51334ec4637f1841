import { Hand } from 'lucide-react'
import type { LabPlaceDocument } from '../../../contract/lab-places.ts'
import { currentHelp, type Help, helpEndsAt } from '../../../domain/lab-help.ts'
import { answer, api } from '../lib/api.ts'
import { useLiveDocument } from '../lib/live.ts'
import { useAction } from '../lib/use-action.ts'
import { useNow } from '../lib/use-now.ts'
import { t } from '../locales/labs.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { formatClock, ownZone } from '../ui/time.ts'

/** The hand of a person, and the organiser who wants to open their lab. Nothing before the person has opened the lab. */
export function AskOrganisers({ eventId, uid }: { eventId: string; uid: string }) {
  const live = useLiveDocument<LabPlaceDocument>(`labs/${eventId}/places/${uid}`)
  const place = live.status === 'ready' ? live.data : null
  if (!place) return null
  return (
    <>
      <HelpRequest eventId={eventId} uid={uid} help={place.help} />
      <OwnHand eventId={eventId} uid={uid} isUp={place.handAt !== null} />
    </>
  )
}

function OwnHand({ eventId, uid, isUp }: { eventId: string; uid: string; isUp: boolean }) {
  const move = useAction(async () => {
    const params = { path: { eventId, userId: uid } }
    await answer(
      api.PUT('/v1/events/{eventId}/lab/places/{userId}/hand', { params, body: { raised: !isUp } }),
    )
  })
  const doing = t(isUp ? 'hand.lowering' : 'hand.raising')
  return (
    <div className="mt-2">
      <Button look="quiet" className="w-full" busy={move.busy && doing} onClick={() => void move.run()}>
        <Hand size={18} aria-hidden />
        {t(isUp ? 'hand.lower' : 'hand.raise')}
      </Button>
      <p role="status" className="mt-1 text-soft text-sm">
        {isUp && t('hand.up')}
      </p>
      <FailureNotice failure={move.failure} what={t('hand.failed')} className="mt-2" />
    </div>
  )
}

function HelpRequest({ eventId, uid, help }: { eventId: string; uid: string; help: Help }) {
  const now = useNow(help?.state === 'allowed' ? helpEndsAt(help) : null)
  const current = currentHelp(help, now)
  const allow = useAction(async (askedBy: string) => {
    const params = { path: { eventId } }
    await answer(api.PUT('/v1/events/{eventId}/lab/help', { params, body: { askedBy } }))
  })
  const end = useAction(async () => {
    const params = { path: { eventId, userId: uid } }
    await answer(api.DELETE('/v1/events/{eventId}/lab/places/{userId}/help', { params }))
  })
  const isAsked = current?.state === 'asked'
  const organiser = current?.askedByName ?? ''
  return (
    <div role="status">
      {current && (
        <div className="mt-3 animate-slide-in rounded-lg border border-accent bg-accent-soft p-3">
          <p className="wrap-anywhere font-medium">{t(isAsked ? 'help.asks' : 'help.in', { organiser })}</p>
          <p className="mt-1 text-sm">
            {isAsked
              ? t('help.about')
              : t('help.until', { when: formatClock(helpEndsAt(current), ownZone()) })}
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            {isAsked && (
              <Button
                busy={allow.busy && t('help.allowing')}
                disabled={end.busy}
                onClick={() => void allow.run(current.askedBy)}
              >
                {t('help.allow')}
              </Button>
            )}
            <Button
              look="quiet"
              busy={end.busy && t('help.ending')}
              disabled={allow.busy}
              onClick={() => void end.run()}
            >
              {t(isAsked ? 'help.refuse' : 'help.end')}
            </Button>
          </div>
        </div>
      )}
      <FailureNotice
        failure={allow.failure ?? end.failure}
        what={t('help.failed')}
        unsure={t('help.unsure')}
        className="mt-2"
      />
    </div>
  )
}
