import { memo, useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import type { Lab } from '../../../contract/labs.ts'
import { type CockpitState, cockpitStateOf, cockpitStates } from '../../../domain/lab-help.ts'
import { locale } from '../lib/i18n.ts'
import { useTicking } from '../lib/use-ticking.ts'
import { t } from '../locales/cockpit.ts'
import { Empty } from '../ui/empty.tsx'
import { RollingNumber } from '../ui/rolling-number.tsx'
import { NotHere } from './not-here.tsx'
import { PlaceRow } from './place-row.tsx'
import type { Place } from './use-places.ts'
import { states } from './words.ts'

type Filter = CockpitState | 'arrived' | 'not-here'

/** The state of each place now. A starting server becomes stuck without a read. */
const useStates = (places: readonly Place[]): CockpitState[] => {
  const joined = useTicking((nowMs) => {
    const now = new Date(nowMs).toISOString()
    return places.map((place) => cockpitStateOf(place, now)).join()
  })
  return joined === '' ? [] : (joined.split(',') as CockpitState[])
}

const Row = memo(PlaceRow, (a, b) => JSON.stringify(a) === JSON.stringify(b))

/** Everybody who has arrived, by name, with the counts of each state as the filter. */
export function People({
  event,
  lab,
  places,
}: {
  event: Event
  lab: Lab | undefined
  places: readonly Place[]
}) {
  const [filter, setFilter] = useState<Filter>('arrived')
  const placeStates = useStates(places)
  const countOf = (state: CockpitState) => placeStates.filter((own) => own === state).length
  const missing = Math.max(0, event.seatsTaken - places.length)
  const shown = places
    .map((place, index) => ({ place, state: placeStates[index] ?? 'none' }))
    .filter(({ state }) => filter === 'arrived' || state === filter)
    .sort((a, b) => a.place.name.localeCompare(b.place.name, locale()))
  const chip = (value: Filter, name: string, count: number) => (
    <Chip key={value} name={name} count={count} isOn={filter === value} onChoose={() => setFilter(value)} />
  )
  return (
    <section aria-labelledby="people" className="mt-6">
      <h2 id="people" className="font-semibold">
        {t('people.title')}
      </h2>
      <fieldset className="mt-2 flex flex-wrap gap-2">
        <legend className="sr-only">{t('people.show')}</legend>
        {chip('arrived', t('people.arrived'), places.length)}
        {chip('not-here', t('people.notHere'), missing)}
        {cockpitStates.map((state) => chip(state, t(states[state].name), countOf(state)))}
      </fieldset>
      {filter === 'not-here' ? (
        <NotHere event={event} places={places} />
      ) : shown.length === 0 ? (
        <div className="mt-4">
          <Empty title={t(places.length === 0 ? 'none.yet' : 'none.here')}>
            {t(places.length === 0 ? 'none.yetAbout' : 'none.hereAbout')}
          </Empty>
        </div>
      ) : (
        <ul className="mt-3 grid gap-x-8 border-line border-t md:grid-cols-2 xl:grid-cols-3 2xl:grid-cols-4">
          {shown.map(({ place, state }) => (
            <Row
              key={place.id}
              eventId={event.id}
              place={place}
              state={state}
              isOpen={lab?.state === 'ready'}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

/** A count that filters the list. */
function Chip({
  name,
  count,
  isOn,
  onChoose,
}: {
  name: string
  count: number
  isOn: boolean
  onChoose: () => void
}) {
  return (
    <label
      className={`relative inline-flex h-control cursor-pointer items-center gap-2 rounded-lg border px-3 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2 ${isOn ? 'border-accent bg-accent-soft' : 'border-line bg-surface hover:border-edge'}`}
    >
      <input type="radio" name="show" className="sr-only" checked={isOn} onChange={onChoose} />
      <span className={count === 0 ? 'text-soft' : ''}>{name}</span>
      <span className="font-semibold">
        <RollingNumber value={count} />
      </span>
    </label>
  )
}
