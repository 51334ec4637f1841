import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/cloud-accounts.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { AboutFields, useAbout } from './about-fields.tsx'

export function EditAccount({ account, onClose }: { account: CloudAccount; onClose: () => void }) {
  const { id, name, environment } = account
  const form = useAbout({ name, environment })
  const save = useAction(async (body: { name: string; environment: CloudAccount['environment'] }) => {
    const params = { path: { accountId: id } }
    await answer(api.PATCH('/v1/cloud-accounts/{accountId}', { params, body }))
    onClose()
  })
  return (
    <form
      noValidate
      aria-label={t('edit.title')}
      onSubmit={form.handleSubmit((body) => save.run(body))}
      className="mt-4 rounded-lg border border-line p-4"
    >
      <AboutFields form={form} />
      <FailureNotice
        failure={save.failure}
        what={t('edit.failed')}
        unsure={t('edit.unsure')}
        className="mt-4"
      />
      <div className="mt-4 flex gap-2">
        <Button type="submit" busy={save.busy && common('saving')}>
          {t('edit.save')}
        </Button>
        <Button look="quiet" disabled={save.busy} onClick={onClose}>
          {t('edit.cancel')}
        </Button>
      </div>
    </form>
  )
}
