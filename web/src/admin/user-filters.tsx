import { type PlainKey, t } from '../locales/admin.ts'
import { SearchBox } from '../ui/search-box.tsx'
import { FilterSelect } from './filter-select.tsx'
import type { UserFilter } from './use-users.ts'
import { roleNames, roles } from './words.ts'

export const suspendedValues = ['true', 'false'] as const
const suspendedNames = {
  false: 'people.onlyActive',
  true: 'people.onlySuspended',
} as const satisfies Record<(typeof suspendedValues)[number], PlainKey>

export type FilterChange = Partial<Record<keyof UserFilter, string>>

/** The search box and the two filters of the people list. An empty value clears a filter. */
export function UserFilters({
  filter,
  onChange,
}: {
  filter: UserFilter
  onChange: (change: FilterChange) => void
}) {
  const { query = '' } = filter
  return (
    <search className="mt-6 flex flex-wrap items-end gap-3">
      <div className="min-w-64 flex-1">
        <SearchBox
          label={t('people.search')}
          query={query}
          maxLength={254}
          onSearch={(text) => onChange({ query: text })}
        />
      </div>
      <FilterSelect
        label={t('people.role')}
        value={filter.role ?? ''}
        onChange={(value) => onChange({ role: value })}
      >
        <option value="">{t('people.anyRole')}</option>
        {roles.map((name) => (
          <option key={name} value={name}>
            {t(roleNames[name])}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect
        label={t('people.standing')}
        value={filter.suspended ?? ''}
        onChange={(value) => onChange({ suspended: value })}
      >
        <option value="">{t('people.anyStanding')}</option>
        <option value="false">{t(suspendedNames.false)}</option>
        <option value="true">{t(suspendedNames.true)}</option>
      </FilterSelect>
    </search>
  )
}
