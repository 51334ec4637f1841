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

/** Says while somebody types whether the name is free. What counts is said by signing up itself. */
export function useUsernameStatus(typed: string, isWellFormed: boolean) {
  const [asked, setAsked] = useState<string | null>(null)
  useEffect(() => {
    if (!isWellFormed) return setAsked(null)
    const timer = setTimeout(() => setAsked(typed), 300)
    return () => clearTimeout(timer)
  }, [typed, isWellFormed])
  const found = useLoad(asked, (signal) =>
    answer(
      publicApi.GET('/v1/usernames/{username}', { params: { path: { username: asked ?? '' } }, signal }),
    ),
  )
  if (!isWellFormed) return null
  if (found.status === 'failed' || (found.status === 'ready' && found.failure))
    return <p className="text-soft">{t('username.later')}</p>
  if (found.status !== 'ready' || found.data.username !== typed)
    return (
      <p className="flex items-center gap-1.5 text-soft">
        <LoaderCircle size={16} aria-hidden className="animate-spin" />
        {t('username.looking')}
      </p>
    )
  const { available, reason } = found.data
  return (
    <p className={`flex items-center gap-1.5 ${available ? 'text-good' : 'text-bad'}`}>
      {available ? <Check size={16} aria-hidden /> : <X size={16} aria-hidden />}
      {t(available ? 'username.free' : refusals[reason ?? 'taken'], { username: typed })}
    </p>
  )
}
