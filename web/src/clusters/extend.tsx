import { type Resolver, useForm, useWatch } from 'react-hook-form'
import type { Cluster } from '../../../contract/clusters.ts'
import { answer, api } from '../lib/api.ts'
import { useSubmit } from '../lib/use-submit.ts'
import { toWall } from '../lib/wall-time.ts'
import { t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { ownZone } from '../ui/time.ts'
import { type EndForm, endFrom, requireEnd } from './end.ts'
import { EndField } from './end-field.tsx'

const passOn: Resolver<EndForm, unknown, EndForm> = (values) => ({ values, errors: {} })
const resolver = requireEnd(passOn)

/** The form to change or remove the end of a cluster. */
export function Extend({ cluster, onClose }: { cluster: Cluster; onClose: () => void }) {
  const { id, expiresAt } = cluster
  const form = useForm<EndForm, unknown, EndForm>({
    resolver,
    defaultValues: {
      ending: expiresAt ? 'at' : 'never',
      expiresAt: expiresAt ? toWall(expiresAt, ownZone()) : '',
    },
  })
  const { register, control, setValue, formState } = form
  const [ending, wall] = useWatch({ control, name: ['ending', 'expiresAt'] })
  const { errors } = formState
  const { submit, failure, isPending } = useSubmit(form, async (values) => {
    const body = { expiresAt: endFrom(values) }
    await answer(api.POST('/v1/clusters/{clusterId}/extend', { params: { path: { clusterId: id } }, body }))
    onClose()
  })
  const endAt = (chosen: string) => {
    setValue('ending', 'at', { shouldDirty: true })
    setValue('expiresAt', chosen, { shouldDirty: true, shouldValidate: true })
  }
  return (
    <form
      noValidate
      aria-label={t('extend.title')}
      onSubmit={submit}
      className="mt-4 rounded-lg border border-line p-4"
    >
      <EndField
        ending={register('ending')}
        time={register('expiresAt', { onChange: ({ target }) => endAt(target.value) })}
        values={{ ending, expiresAt: wall }}
        errors={{ ending: errors.ending?.message, time: errors.expiresAt?.message }}
        hourly={cluster.cost.hourly}
        onChooseTime={endAt}
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
