import { useNamed } from '../lib/use-named.ts'
import { t } from '../locales/activity.ts'
import { actionName, actions } from './actions.ts'
import { FilterSelect } from './filter-select.tsx'
import { Chosen, PersonFilter } from './person-filter.tsx'
import { thingOf } from './subjects.ts'
import type { ActivityFilter } from './use-activity.ts'

/** Filters by person, action, thing and time. All are in the page's address. */
export function ActivityFilters({
  filter,
  onChange,
}: {
  filter: ActivityFilter
  onChange: (change: Partial<ActivityFilter>) => void
}) {
  const { actor, thing, action, from, to } = filter
  const chosen = thing.includes('/') ? thingOf(thing) : null
  const named = useNamed(chosen?.path ?? null)
  const known = [...actions].sort((a, b) => actionName(a).localeCompare(actionName(b)))
  return (
    <search className="mt-6 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap">
      <PersonFilter uid={actor} onChoose={(uid) => onChange({ actor: uid })} />
      <FilterSelect
        className="max-md:col-span-2 md:max-w-56"
        label={t('filter.action')}
        value={action}
        onChange={(value) => onChange({ action: value })}
      >
        <option value="">{t('filter.anyAction')}</option>
        {/* The address may name a former action. */}
        {action && !known.some((name) => name === action) && <option value={action}>{action}</option>}
        {known.map((name) => (
          <option key={name} value={name}>
            {actionName(name)}
          </option>
        ))}
      </FilterSelect>
      {chosen ? (
        <Chosen
          what={t('filter.thing')}
          back={t('filter.anything')}
          name={named === undefined && chosen.path ? '…' : chosen.label(named ?? null)}
          onClear={() => onChange({ thing: '' })}
        />
      ) : (
        <FilterSelect
          className="max-md:col-span-2"
          label={t('filter.thing')}
          value={thing}
          onChange={(value) => onChange({ thing: value })}
        >
          <option value="">{t('filter.anything')}</option>
          <option value="events">{t('filter.events')}</option>
          <option value="people">{t('filter.people')}</option>
          <option value="cloudAccounts">{t('filter.cloudAccounts')}</option>
          <option value="clusters">{t('filter.clusters')}</option>
        </FilterSelect>
      )}
      <Day label={t('filter.from')} value={from} max={to} onChange={(value) => onChange({ from: value })} />
      <Day label={t('filter.to')} value={to} min={from} onChange={(value) => onChange({ to: value })} />
    </search>
  )
}

function Day({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string
  value: string
  min?: string
  max?: string
  onChange: (day: string) => void
}) {
  return (
    <label className="min-w-0 text-soft text-sm">
      {label}
      <input
        type="date"
        value={value}
        min={min || undefined}
        max={max || undefined}
        onChange={(change) => onChange(change.target.value)}
        className="mt-1 block h-11 w-full rounded-lg border border-edge bg-surface px-2 text-base text-ink"
      />
    </label>
  )
}
