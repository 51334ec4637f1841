import { useState } from 'react'
import { answer, api } from '../lib/api.ts'
import { download } from '../lib/download.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/settings.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import type { SectionProps } from './sections.tsx'

export function ExportSection({ profile: { username } }: SectionProps) {
  const [done, setDone] = useState(false)
  const gather = useAction(async () => {
    setDone(false)
    const content = await answer(api.GET('/v1/me/export'))
    download(`labseat-${username}.json`, JSON.stringify(content, null, 2), 'application/json')
    setDone(true)
  })
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="quiet" busy={gather.busy && t('export.doing')} onClick={gather.run}>
          {t('export.do')}
        </Button>
        <div role="status">{done && <Notice tone="good">{t('export.done')}</Notice>}</div>
      </div>
      <FailureNotice failure={gather.failure} what={t('export.failed')} className="mt-3" />
    </>
  )
}
