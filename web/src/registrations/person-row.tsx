import { CircleCheck, CircleSlash, Hourglass, LoaderCircle, type LucideIcon } from 'lucide-react'
import type * as z from 'zod'
import type { RegistrationState, registrationWithPerson } from '../../../contract/registrations.ts'
import { t as messages } from '../locales/messages.ts'
import { type PlainKey, t } from '../locales/people.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { ordinal } from '../ui/numbers.ts'
import { StateMark, type Tone } from '../ui/state-mark.tsx'
import { formatAgo } from '../ui/time.ts'

export type Registered = z.infer<typeof registrationWithPerson>

export const stateNames: Record<RegistrationState, PlainKey> = {
  requested: 'state.requested',
  confirmed: 'state.confirmed',
  waitlisted: 'state.waitlisted',
  offered: 'state.offered',
  'payment-due': 'state.paymentDue',
  declined: 'state.declined',
  expired: 'state.expired',
  cancelled: 'state.cancelled',
  attended: 'state.attended',
  'no-show': 'state.noShow',
}

const marks: Partial<Record<RegistrationState, { tone: Tone; Icon: LucideIcon; name: PlainKey }>> = {
  requested: { tone: 'soft', Icon: LoaderCircle, name: 'state.requested' },
  confirmed: { tone: 'good', Icon: CircleCheck, name: 'mark.hasSeat' },
  waitlisted: { tone: 'warn', Icon: Hourglass, name: 'state.waitlisted' },
}

/** A person with their registration. */
export function PersonRow({
  registration,
  since,
  onWrite,
  onRemove,
}: {
  registration: Registered
  since: string
  /** Missing where nobody can be written to: the event is a draft or cancelled. */
  onWrite: (() => void) | undefined
  onRemove: () => void
}) {
  const { person, userId, state, requestedAt, waitingPlace } = registration
  const { tone, Icon, name } = marks[state] ?? {
    tone: 'soft' as const,
    Icon: CircleSlash,
    name: stateNames[state],
  }
  const holdsPlace = state === 'confirmed' || state === 'waitlisted' || state === 'requested'
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_minmax(0,auto)] items-center gap-x-4 py-2 sm:grid-cols-[1fr_11rem_9rem_11rem]">
      <div className="flex min-w-0 items-center gap-3">
        <Avatar uid={userId} version={person.avatarVersion} name={person.name} className="size-9 text-sm" />
        <div className="min-w-0">
          <p className="truncate font-medium">
            <bdi>{person.name}</bdi>
          </p>
          <p className="truncate text-soft text-sm">@{person.username}</p>
        </div>
      </div>
      <StateMark tone={tone} Icon={Icon}>
        {state === 'waitlisted' && waitingPlace ? t('mark.place', { place: ordinal(waitingPlace) }) : t(name)}
      </StateMark>
      <time dateTime={requestedAt} title={since} className="text-soft text-sm">
        {formatAgo(requestedAt)}
      </time>
      <div className="-mr-4 flex flex-wrap justify-end">
        {onWrite && (state === 'confirmed' || state === 'waitlisted') && (
          <Button
            look="plain"
            className="text-sm"
            onClick={onWrite}
            aria-label={messages('titleOne', { name: person.name })}
          >
            {messages('openOne')}
          </Button>
        )}
        {holdsPlace && (
          <Button
            look="plain"
            className="text-sm"
            onClick={onRemove}
            aria-label={t('remove.name', { name: person.name })}
          >
            {t('remove.do')}
          </Button>
        )}
      </div>
    </li>
  )
}
