import { useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import type { Lab } from '../../../contract/labs.ts'
import { labStates } from '../labs/words.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/cockpit.ts'
import { t as labs } from '../locales/labs.ts'
import { t as messages } from '../locales/messages.ts'
import { MessageDialog } from '../messages/message-dialog.tsx'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Fact } from '../ui/fact.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { price } from '../ui/numbers.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { Span } from './span.tsx'

const hourMs = 3600_000

/** The state, the end and the cost of the lab, with what an organiser does for everybody. */
export function LabBar({ event, lab, onChange }: { event: Event; lab: Lab; onChange: () => void }) {
  const [done, setDone] = useState('')
  const { name, tone, Icon } = labStates[lab.state]
  const isOver = lab.state === 'ended' || lab.state === 'ending'
  return (
    <section aria-label={t('lab.title')} className="mt-6">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <dl className="grid grid-cols-2 gap-x-8 gap-y-3 sm:flex sm:flex-wrap">
          <Fact name={t('lab.title')}>
            <StateMark tone={tone} Icon={Icon}>
              {labs(name)}
            </StateMark>
          </Fact>
          {!isOver && (
            <Fact name={t('lab.left')}>
              <Span at={lab.endsAt} until className="font-semibold tabular-nums" />
            </Fact>
          )}
          <Cost lab={lab} />
        </dl>
        <Tools event={event} lab={lab} onChange={onChange} onDone={setDone} />
      </div>
      <p role="status" className="mt-2 min-h-5 text-sm text-soft">
        {done}
      </p>
    </section>
  )
}

/** The cost so far by the price table, as it was when the page last read the lab. */
function Cost({ lab: { setup } }: { lab: Lab }) {
  if (!setup) return null
  const { total } = setup.cost
  const spent = setup.spent?.total
  return (
    <>
      {spent && (
        <Fact name={t('lab.spent')}>
          <span className="font-semibold tabular-nums">{price(spent)}</span>
        </Fact>
      )}
      <Fact name={t('lab.estimate')}>{total ? price(total) : labs('cost.unknown')}</Fact>
      {setup.budget && <Fact name={t('lab.budget')}>{price(setup.budget)}</Fact>}
    </>
  )
}

function Tools({
  event,
  lab,
  onChange,
  onDone,
}: {
  event: Event
  lab: Lab
  onChange: () => void
  onDone: (what: string) => void
}) {
  const [asks, setAsks] = useState<'message' | 'restart' | null>(null)
  const params = { path: { eventId: event.id } }
  const close = () => setAsks(null)
  const extend = useAction(async () => {
    const endsAt = new Date(Date.parse(lab.endsAt) + hourMs).toISOString()
    await answer(api.POST('/v1/events/{eventId}/lab/extend', { params, body: { endsAt } }))
    onDone(t('extend.done'))
    onChange()
  })
  const restart = async () => {
    const { servers } = await answer(api.POST('/v1/events/{eventId}/lab/places/restart', { params }))
    onDone(t('restart.done', { count: servers }))
  }
  const isOver = lab.state === 'ended' || lab.state === 'ending'
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        {event.state === 'published' && (
          <Button look="quiet" onClick={() => setAsks('message')}>
            {messages('open')}
          </Button>
        )}
        {!isOver && (
          <Button look="quiet" busy={extend.busy && labs('extend.doing')} onClick={() => void extend.run()}>
            {labs('extend')}
          </Button>
        )}
        {lab.state === 'ready' && (
          <Button look="quiet" onClick={() => setAsks('restart')}>
            {t('restart.all')}
          </Button>
        )}
      </div>
      <FailureNotice failure={extend.failure} what={labs('extend.failed')} className="mt-2 max-w-md" />
      {asks === 'message' && (
        <MessageDialog
          event={event}
          onSent={(people) => onDone(messages('done', { count: people }))}
          onClose={close}
        />
      )}
      {asks === 'restart' && (
        <Confirm
          title={t('restart.askAll')}
          action={t('restart.all')}
          doing={t('restart.doing')}
          keep={t('cancel')}
          failed={t('restart.failed')}
          unsure={t('restart.unsure')}
          onConfirm={restart}
          onClose={close}
        >
          {t('restart.aboutAll')}
        </Confirm>
      )}
    </div>
  )
}
