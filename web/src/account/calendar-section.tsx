import { useState } from 'react'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/calendar.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { CopyLine } from '../ui/copy.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** The secret address that a calendar program follows. */
export function CalendarSection() {
  const { person } = useSession()
  const [replacedUrl, setReplacedUrl] = useState<string | null>(null)
  const [asks, setAsks] = useState(false)
  const address = useLoad(person && `calendar ${person.uid}`, () => answer(api.GET('/v1/me/calendar')))
  if (address.status === 'failed') return <FailureNotice failure={address.failure} what={t('feed.failed')} />
  if (address.status === 'loading') return <Skeleton className="h-11 w-full" />
  const url = replacedUrl ?? address.data.url
  const replace = async () => {
    const replaced = await answer(api.POST('/v1/me/calendar/replace'))
    setReplacedUrl(replaced.url)
  }
  return (
    <>
      <dl>
        <CopyLine name={t('feed.address')} value={url} />
      </dl>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <a
          href={url.replace(/^https?:/, 'webcal:')}
          className="inline-flex min-h-11 items-center text-accent hover:underline md:min-h-8"
        >
          {t('feed.open')}
        </a>
        <Button look="quiet" onClick={() => setAsks(true)}>
          {t('feed.replace')}
        </Button>
      </div>
      <div role="status" className="mt-3">
        {replacedUrl && <Notice tone="good">{t('feed.replaced')}</Notice>}
      </div>
      {asks && (
        <Confirm
          title={t('feed.question')}
          action={t('feed.replace')}
          doing={t('feed.replacing')}
          keep={t('feed.keep')}
          failed={t('feed.notReplaced')}
          unsure={t('feed.unsure')}
          onConfirm={replace}
          onClose={() => setAsks(false)}
        >
          {t('feed.loss')}
        </Confirm>
      )}
    </>
  )
}
