import { useState } from 'react'
import type { Lab } from '../../../contract/labs.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/labs.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { price } from '../ui/numbers.ts'
import { formatClock, formatDay, ownZone } from '../ui/time.ts'
import { Place } from './place.tsx'

const whenOf = (at: string) => `${formatDay(at, ownZone())}, ${formatClock(at, ownZone())}`

/** Lets an organiser try the lab alone before the event, and shows the cost first. */
export function Rehearsal({ lab, onChange }: { lab: Lab; onChange: () => void }) {
  const { eventId, setup, state } = lab
  if (!setup) return null
  if (setup.rehearsal) return <AtWork lab={lab} rehearsal={setup.rehearsal} onChange={onChange} />
  return state === 'scheduled' ? (
    <Begin eventId={eventId} cost={setup.rehearsalCost} onChange={onChange} />
  ) : null
}

type Setup = NonNullable<Lab['setup']>

function Begin({
  eventId,
  cost,
  onChange,
}: {
  eventId: string
  cost: Setup['rehearsalCost']
  onChange: () => void
}) {
  const [asks, setAsks] = useState(false)
  const begin = async () => {
    const params = { path: { eventId } }
    await answer(api.POST('/v1/events/{eventId}/lab/rehearsal', { params }))
    onChange()
  }
  return (
    <div className="mt-3">
      <Button look="quiet" onClick={() => setAsks(true)}>
        {t('rehearse')}
      </Button>
      {asks && (
        <Confirm
          title={t('rehearse.ask')}
          action={t('rehearse')}
          doing={t('rehearse.doing')}
          keep={t('remove.keep')}
          failed={t('rehearse.failed')}
          onConfirm={begin}
          onClose={() => setAsks(false)}
        >
          {t('rehearse.about', { price: cost ? price(cost) : t('cost.unknown') })}
        </Confirm>
      )}
    </div>
  )
}

function AtWork({
  lab,
  rehearsal,
  onChange,
}: {
  lab: Lab
  rehearsal: NonNullable<Setup['rehearsal']>
  onChange: () => void
}) {
  const isMine = useSession().person?.uid === rehearsal.userId
  const params = { path: { eventId: lab.eventId } }
  const end = useAction(async () => {
    await answer(api.DELETE('/v1/events/{eventId}/lab/rehearsal', { params }))
    onChange()
  })
  const isEnding = lab.state === 'ending'
  return (
    <>
      <Notice className="mt-4 max-w-3xl">
        {t(isEnding ? 'rehearse.ending' : 'rehearse.now', { when: whenOf(rehearsal.endsAt) })}
      </Notice>
      {isMine && lab.state === 'ready' && (
        <div className="max-w-sm">
          <Place lab={lab} uid={rehearsal.userId} />
        </div>
      )}
      {!isEnding && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button look="quiet" busy={end.busy && t('rehearse.stopping')} onClick={() => void end.run()}>
            {t('rehearse.end')}
          </Button>
        </div>
      )}
      <FailureNotice failure={end.failure} what={t('rehearse.notEnded')} className="mt-3 max-w-3xl" />
    </>
  )
}
