import { t as common } from '../locales/common.ts'
import { t } from '../locales/settings.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** The button of a form in the settings, with the result beside it. */
export function SaveBar({
  name,
  doing = common('saving'),
  saving,
  saved,
  done = t('saved'),
  disabled = false,
}: {
  name: string
  doing?: string
  saving: boolean
  saved: boolean
  done?: string
  disabled?: boolean
}) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button type="submit" busy={saving && doing} disabled={disabled}>
        {name}
      </Button>
      <div role="status">{saved && <Notice tone="good">{done}</Notice>}</div>
    </div>
  )
}
