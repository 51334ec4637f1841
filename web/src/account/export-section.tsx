import { useState } from 'react'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/settings.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import type { SectionProps } from './sections.tsx'

const download = (name: string, content: unknown): void => {
  const file = new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The browser reads the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

export function ExportSection({ profile: { username } }: SectionProps) {
  const [done, setDone] = useState(false)
  const gather = useAction(async () => {
    setDone(false)
    download(`labseat-${username}.json`, await answer(api.GET('/v1/me/export')))
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
