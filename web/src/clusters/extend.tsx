import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import type { Cluster } from '../../../contract/clusters.ts'
import { answer, api } from '../lib/api.ts'
import type { Failure } from '../lib/failure.ts'
import { showAtFields } from '../lib/form.ts'
import { toMoment, toWall } from '../lib/wall-time.ts'
import { t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { ownZone } from '../ui/time.ts'
import { ExpiryField } from './expiry-field.tsx'

type Form = { expiresAt: string }

/** Has it end at another time, or never by itself. */
export function Extend({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const { id, expiresAt } = cluster
  const { register, control, handleSubmit, setValue, setError, getValues, formState } = useForm<Form>({
    defaultValues: { expiresAt: expiresAt ? toWall(expiresAt, ownZone()) : '' },
  })
  const value = useWatch({ control, name: 'expiresAt' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = handleSubmit(async (form) => {
    setFailure(null)
    const body = { expiresAt: form.expiresAt ? toMoment(form.expiresAt, ownZone()) : null }
    try {
      await answer(api.POST('/v1/clusters/{clusterId}/extend', { params: { path: { clusterId: id } }, body }))
      onClose()
    } catch (error) {
      setFailure(showAtFields({ setError, getValues }, error))
    }
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
        <Button type="submit" busy={formState.isSubmitting && common('saving')}>
          {t('extend.save')}
        </Button>
        <Button look="quiet" disabled={formState.isSubmitting} onClick={onClose}>
          {t('extend.leave')}
        </Button>
      </div>
    </form>
  )
}
