import { X } from 'lucide-react'
import { useState } from 'react'
import type { User } from '../../../contract/users.ts'
import { fullName } from '../../../domain/full-name.ts'
import { answer, api } from '../lib/api.ts'
import { useNamed } from '../lib/use-named.ts'
import { usePages } from '../lib/use-pages.ts'
import { t } from '../locales/activity.ts'
import { SearchBox } from '../ui/search-box.tsx'

/** Chooses one person: a search, or the chosen person with a button that clears the choice. */
export function PersonFilter({ uid, onChoose }: { uid: string; onChoose: (uid: string) => void }) {
  const [query, setQuery] = useState('')
  const named = useNamed(uid && uid !== 'system' ? `people/${uid}` : null)
  const matches = usePages<User>(
    !uid && query ? query : null,
    (cursor, signal) =>
      answer(
        api.GET('/v1/users', { params: { query: { query, limit: 5, ...(cursor && { cursor }) } }, signal }),
      ),
    (person) => person.uid,
  )
  if (uid)
    return (
      <Chosen
        what={t('filter.person')}
        back={t('filter.anybody')}
        name={
          uid === 'system' ? t('name.system') : (named?.name ?? (named === null ? t('name.former') : '…'))
        }
        onClear={() => {
          setQuery('')
          onChoose('')
        }}
      />
    )
  return (
    <div className="relative min-w-56 flex-1 max-md:col-span-2">
      <span aria-hidden className="mb-1 block text-soft text-sm">
        {t('filter.person')}
      </span>
      <SearchBox label={t('filter.personHint')} query={query} maxLength={254} onSearch={setQuery} />
      {query && matches.status === 'ready' && !matches.refreshing && (
        <ul className="absolute top-full z-10 mt-1 w-full max-w-md rounded-xl border border-line bg-surface p-1 shadow-[0_8px_30px_oklch(20%_0.02_265/0.16)]">
          {matches.items.map((person) => (
            <li key={person.uid}>
              <button
                type="button"
                className="flex min-h-11 w-full items-center gap-2 rounded-lg px-3 text-left hover:bg-sunken"
                onClick={() => {
                  setQuery('')
                  onChoose(person.uid)
                }}
              >
                <bdi className="truncate">{fullName(person)}</bdi>
                <span className="truncate text-soft text-sm">@{person.username}</span>
              </button>
            </li>
          ))}
          {matches.items.length === 0 && (
            <li className="px-3 py-2 text-soft text-sm">{t('filter.nobody')}</li>
          )}
        </ul>
      )}
    </div>
  )
}

/** The active filter, with a button that clears it. */
export function Chosen({
  what,
  name,
  back,
  onClear,
}: {
  what: string
  name: string
  /** The name of the button that clears it. */
  back: string
  onClear: () => void
}) {
  return (
    <div className="text-soft text-sm max-md:col-span-2">
      {what}
      <span className="mt-1 flex h-11 max-w-72 items-center gap-1 rounded-lg border border-accent bg-accent-soft pl-3 text-accent text-base">
        <bdi className="truncate">{name}</bdi>
        <button
          type="button"
          aria-label={back}
          title={back}
          onClick={onClear}
          className="grid size-10 shrink-0 place-items-center rounded-lg"
        >
          <X size={16} aria-hidden />
        </button>
      </span>
    </div>
  )
}
