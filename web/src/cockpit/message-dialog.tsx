import { useState } from 'react'
import { type EventMessage, eventMessage } from '../../../contract/cockpit.ts'
import type { Event } from '../../../contract/events.ts'
import { answer, api } from '../lib/api.ts'
import { useIdempotencyKey } from '../lib/use-idempotency-key.ts'
import { t } from '../locales/cockpit.ts'
import { Choice, Choices } from '../ui/choices.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { TextArea } from '../ui/field.tsx'

const textSchema = eventMessage.shape.text

/** Writes to the people of an event. It shows who gets the message, and how it will look. */
export function MessageDialog({
  event,
  onSent,
  onClose,
}: {
  event: Event
  onSent: (people: number) => void
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const [to, setTo] = useState<EventMessage['to']>('seats')
  const keyOf = useIdempotencyKey()
  const { seatsTaken, waitlisted } = event
  const people = to === 'seats' ? seatsTaken : seatsTaken + waitlisted
  const send = async () => {
    const params = { path: { eventId: event.id } }
    const body = { text, to, messageId: keyOf({ text, to }) }
    const sent = await answer(api.POST('/v1/events/{eventId}/messages', { params, body }))
    onSent(sent.people)
  }
  return (
    <Confirm
      title={t('message.title')}
      action={t('message.send', { count: people })}
      doing={t('message.sending')}
      keep={t('cancel')}
      failed={t('message.failed')}
      unsure={t('message.unsure')}
      look="primary"
      ready={textSchema.safeParse(text).success && people > 0}
      onConfirm={send}
      onClose={onClose}
      fields={
        <div className="mt-4 grid gap-y-3">
          <Choices legend={t('message.to')} shown>
            <Choice
              name="to"
              value="seats"
              checked={to === 'seats'}
              onChoose={() => setTo('seats')}
              title={t('message.seats', { count: seatsTaken })}
            />
            <Choice
              name="to"
              value="everybody"
              checked={to === 'everybody'}
              onChoose={() => setTo('everybody')}
              title={t('message.everybody', { count: seatsTaken + waitlisted })}
            />
          </Choices>
          <TextArea
            label={t('message.text')}
            hint={t('message.hint')}
            rows={3}
            maxLength={500}
            value={text}
            onChange={(change) => setText(change.target.value)}
          />
          <section aria-label={t('message.preview')} className="rounded-lg border border-line p-3 text-sm">
            <p className="font-medium">{t('message.previewTitle', { event: event.title })}</p>
            <p className="wrap-anywhere min-h-5 text-soft">
              {text.trim() && t('message.previewBody', { text: text.trim() })}
            </p>
          </section>
        </div>
      }
    >
      {t('message.about')}
    </Confirm>
  )
}
