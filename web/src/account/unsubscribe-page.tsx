import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { answer, publicApi } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { type PlainKey, t } from '../locales/unsubscribe.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'

const groups: ReadonlyMap<string, PlainKey> = new Map<string, PlainKey>([
  ['account', 'group.account'],
  ['registrations', 'group.registrations'],
  ['events', 'group.events'],
  ['organising', 'group.organising'],
  ['clusters', 'group.clusters'],
])

/** The link in an e-mail leads here. A button is needed, because mail scanners open links. */
export default function UnsubscribePage() {
  const [search] = useSearchParams()
  const token = search.get('token') ?? ''
  const group = groups.get(token.split('.')[1] ?? '')
  const [isDone, setIsDone] = useState(false)
  const { run, busy, failure } = useAction(async () => {
    await answer(publicApi.POST('/v1/mail/unsubscribe', { params: { query: { token } } }))
    setIsDone(true)
  })

  return (
    <div className="page max-w-md! py-10 md:py-16">
      <PageTitle title={t(isDone ? 'done.title' : 'title')} />
      {!group && <p className="mt-3 text-soft">{t('broken')}</p>}
      {group && (
        <div role="status">
          <p className="mt-3 text-soft">
            {isDone ? t('done.about', { group: t(group) }) : t('about', { group: t(group) })}
          </p>
        </div>
      )}
      <FailureNotice failure={failure} what={t('failed')} className="mt-4" />
      <div className="mt-6 flex flex-wrap items-center gap-4">
        {group && !isDone && (
          <Button busy={busy && t('doing')} onClick={() => run()}>
            {t('do')}
          </Button>
        )}
        <Link to="/settings" className="inline-flex min-h-11 items-center font-medium text-accent underline">
          {t('settings')}
        </Link>
      </div>
    </div>
  )
}
