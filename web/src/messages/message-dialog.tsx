import { useState } from 'react'
import { eventMessage, type MessageAudience } from '../../../contract/cockpit.ts'
import type { Event } from '../../../contract/events.ts'
import { answer, api } from '../lib/api.ts'
import { useIdempotencyKey } from '../lib/use-idempotency-key.ts'
import { t } from '../locales/messages.ts'
import { Choice, Choices } from '../ui/choices.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { TextArea } from '../ui/field.tsx'

const textSchema = eventMessage.shape.text
type Group = Exclude<MessageAudience, 'person'>
const groups: readonly Group[] = ['seats', 'waiting', 'everybody']
const nameOf: Record<Group, (count: number) => string> = {
  seats: (count) => t('seats', { count }),
  waiting: (count) => t('waiting', { count }),
  everybody: (count) => t('everybody', { count }),
}

/** Writes to people of an event, or to one of them. It shows who gets the message, and how it will look. */
export function MessageDialog({
  event,
  person,
  onSent,
  onClose,
}: {
  event: Event
  person?: { userId: string; name: string }
  onSent: (people: number) => void
  onClose: () => void
}) {
  const { seatsTaken, waitlisted } = event
  const counts: Record<Group, number> = {
    seats: seatsTaken,
    waiting: waitlisted,
    everybody: seatsTaken + waitlisted,
  }
  const [text, setText] = useState('')
  const [group, setGroup] = useState<Group>('seats')
  const keyOf = useIdempotencyKey()
  const people = person ? 1 : counts[group]
  const send = async () => {
    const params = { path: { eventId: event.id } }
    const audience = person ? { to: 'person' as const, userId: person.userId } : { to: group }
    const content = { text, ...audience }
    const body = { ...content, messageId: keyOf(content) }
    const sent = await answer(api.POST('/v1/events/{eventId}/messages', { params, body }))
    onSent(sent.people)
  }
  return (
    <Confirm
      title={person ? t('titleOne', { name: person.name }) : t('title')}
      action={t('send', { count: people })}
      doing={t('sending')}
      keep={t('cancel')}
      failed={t('failed')}
      unsure={t('unsure')}
      look="primary"
      ready={textSchema.safeParse(text).success && people > 0}
      onConfirm={send}
      onClose={onClose}
      fields={
        <div className="mt-4 grid gap-y-3">
          {!person && (
            <Choices legend={t('to')} shown>
              {groups.map((name) => (
                <Choice
                  key={name}
                  name="to"
                  value={name}
                  checked={group === name}
                  onChoose={() => setGroup(name)}
                  title={nameOf[name](counts[name])}
                />
              ))}
            </Choices>
          )}
          <TextArea
            label={t('text')}
            hint={t('hint')}
            rows={3}
            maxLength={500}
            value={text}
            onChange={(change) => setText(change.target.value)}
          />
          <section aria-label={t('preview')} className="rounded-lg border border-line p-3 text-sm">
            <p className="font-medium">{t('previewTitle', { event: event.title })}</p>
            <p className="wrap-anywhere min-h-5 whitespace-pre-line text-soft">
              {text.trim() && t('previewBody', { text: text.trim() })}
            </p>
          </section>
        </div>
      }
    >
      {t('about')}
    </Confirm>
  )
}
