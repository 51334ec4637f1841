import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { t } from '../locales/cloud-accounts.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { AboutFields, useAbout } from './about-fields.tsx'

export function EditAccount({ account, onClose }: { account: CloudAccount; onClose: () => void }) {
  const { id, name, environment } = account
  const form = useAbout({ name, environment })
  const { submit, failure, isPending } = useSubmit(form, async (body) => {
    const params = { path: { accountId: id } }
    await answer(api.PATCH('/v1/cloud-accounts/{accountId}', { params, body }))
    onClose()
  })
  return (
    <form
      noValidate
      aria-label={t('edit.title')}
      onSubmit={submit}
      className="mt-4 rounded-lg border border-line p-4"
    >
      <AboutFields form={form} />
      <FailureNotice failure={failure} what={t('edit.failed')} unsure={t('edit.unsure')} className="mt-4" />
      <div className="mt-4 flex gap-2">
        <Button type="submit" busy={isPending && common('saving')}>
          {t('edit.save')}
        </Button>
        <Button look="quiet" disabled={isPending} onClick={onClose}>
          {t('edit.cancel')}
        </Button>
      </div>
    </form>
  )
}
