import { useForm, useWatch } from 'react-hook-form'
import type { Cluster } from '../../../contract/clusters.ts'
import { answer, api } from '../lib/api.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { toMoment, toWall } from '../lib/wall-time.ts'
import { t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { ownZone } from '../ui/time.ts'
import { ExpiryField } from './expiry-field.tsx'

type Form = { expiresAt: string }

/** The form to change or remove the end of a cluster. */
export function Extend({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const { id, expiresAt } = cluster
  const form = useForm<Form>({
    defaultValues: { expiresAt: expiresAt ? toWall(expiresAt, ownZone()) : '' },
  })
  const { register, control, setValue, formState } = form
  const value = useWatch({ control, name: 'expiresAt' })
  const { submit, failure, isPending } = useSubmit(form, async (values) => {
    const body = { expiresAt: values.expiresAt ? toMoment(values.expiresAt, ownZone()) : null }
    await answer(api.POST('/v1/clusters/{clusterId}/extend', { params: { path: { clusterId: id } }, body }))
    onClose()
  })
  return (
    <form
      noValidate
      aria-label={t('extend.title')}
      onSubmit={submit}
      className="mt-4 rounded-lg border border-line p-4"
    >
      <ExpiryField
        field={register('expiresAt')}
        value={value}
        error={formState.errors.expiresAt?.message}
        onChoose={(wall) => setValue('expiresAt', wall, { shouldDirty: true })}
      />
      {cluster.budget && <p className="mt-3 text-soft text-sm">{t('extend.budget')}</p>}
      <FailureNotice
        failure={failure}
        what={t('extend.failed')}
        unsure={t('extend.unsure')}
        className="mt-4"
      />
      <div className="mt-4 flex gap-2">
        <Button type="submit" busy={isPending && common('saving')}>
          {t('extend.save')}
        </Button>
        <Button look="quiet" disabled={isPending} onClick={onClose}>
          {t('extend.cancel')}
        </Button>
      </div>
    </form>
  )
}
