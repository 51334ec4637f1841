import { Check, LoaderCircle, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { answer, publicApi } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { type Key, t } from '../locales/account.ts'

const refusals = {
  taken: 'username.taken',
  reserved: 'username.reserved',
  invalid: 'username.invalid',
} satisfies Record<string, Key>

/** Shows while a person types whether the username is free. It is only a hint: the API decides when the form is sent. */
export function useUsernameStatus(typed: string, isWellFormed: boolean) {
  const [query, setQuery] = useState<string | null>(null)
  useEffect(() => {
    if (!isWellFormed) return setQuery(null)
    const timer = setTimeout(() => setQuery(typed), 300)
    return () => clearTimeout(timer)
  }, [typed, isWellFormed])
  const result = useLoad(query, (signal) =>
    answer(
      publicApi.GET('/v1/usernames/{username}', { params: { path: { username: query ?? '' } }, signal }),
    ),
  )
  if (!isWellFormed) return null
  if (result.status === 'failed' || (result.status === 'ready' && result.failure))
    return <p className="text-soft">{t('username.later')}</p>
  if (result.status !== 'ready' || result.data.username !== typed)
    return (
      <p className="flex items-center gap-1.5 text-soft">
        <LoaderCircle size={16} aria-hidden className="animate-spin" />
        {t('username.looking')}
      </p>
    )
  const { available, reason } = result.data
  return (
    <p className={`flex items-center gap-1.5 ${available ? 'text-good' : 'text-bad'}`}>
      {available ? <Check size={16} aria-hidden /> : <X size={16} aria-hidden />}
      {t(available ? 'username.free' : refusals[reason ?? 'taken'], { username: typed })}
    </p>
  )
}
