import type { Event } from '../../../contract/events.ts'
import type { Lab } from '../../../contract/labs.ts'
import { labCost, labNodes } from '../../../domain/labs.ts'
import { t } from '../locales/labs.ts'
import { Notice } from '../ui/notice.tsx'
import { price } from '../ui/numbers.ts'
import { Skeleton } from '../ui/skeleton.tsx'
import { useLab } from './use-lab.ts'

type Setup = NonNullable<Lab['setup']>

const roomText = ({ seats, limitedBy }: NonNullable<Setup['room']>): string => {
  if (limitedBy === 'size') return t('capacity.size', { count: seats })
  return limitedBy === 'quota'
    ? t('capacity.quota', { count: seats })
    : t('capacity.budget', { count: seats })
}

/** What the lab of an event costs with another capacity, before the organiser saves it. */
export default function CapacityCost({ event, capacity }: { event: Event; capacity: number }) {
  const lab = useLab(event)
  if (lab.status === 'loading')
    return (
      <>
        <p className="sr-only">{t('capacity.loading')}</p>
        <Skeleton className="h-16 w-full" />
      </>
    )
  // The page of the lab says why it cannot be read. The API checks the capacity in any case.
  if (lab.status === 'failed' || !lab.data.setup || lab.data.state === 'ended') return null
  if (!Number.isInteger(capacity) || capacity < 1) return null
  return <Costs event={event} capacity={capacity} setup={lab.data.setup} endsAt={lab.data.endsAt} />
}

function Costs({
  event,
  capacity,
  setup,
  endsAt,
}: {
  event: Event
  capacity: number
  setup: Setup
  endsAt: string
}) {
  const { room, platform, buildsAt, seatsBuilt } = setup
  if (room && capacity > room.seats) return <Notice tone="warn">{roomText(room)}</Notice>
  const times = { buildsAt, opensAt: buildsAt, endsAt }
  const { total, perPerson } = labCost(setup, times, capacity)
  const now = labCost(setup, times, event.capacity).total
  const { nodes } = labNodes(platform, setup, capacity)
  const difference = total && now ? total.amount - now.amount : 0
  return (
    <section
      aria-label={t('capacity.title')}
      className="rounded-xl border border-line bg-surface p-4 text-sm"
    >
      <p role="status" className="tabular-nums">
        {total && perPerson
          ? t('capacity.cost', { seats: capacity, total: price(total), person: price(perPerson) })
          : t('cost.unknown')}{' '}
        {total && difference !== 0 && (
          <span className="font-medium">
            {t(difference > 0 ? 'capacity.more' : 'capacity.less', {
              price: price({ ...total, amount: Math.abs(difference) }),
            })}
          </span>
        )}
      </p>
      {seatsBuilt !== null && capacity > seatsBuilt && (
        <p className="mt-1 text-soft">{t('capacity.grows', { count: nodes.max, type: nodes.type })}</p>
      )}
      {seatsBuilt !== null && capacity < event.capacity && (
        <p className="mt-1 text-soft">{t('capacity.stays')}</p>
      )}
    </section>
  )
}
