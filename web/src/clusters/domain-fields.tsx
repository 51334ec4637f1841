import { useId } from 'react'
import type { FieldErrors, UseFormRegisterReturn } from 'react-hook-form'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/clusters.ts'
import { TextArea, TextField } from '../ui/field.tsx'
import { type ClusterForm, listError } from './cluster-form.ts'

const plainInput = { autoComplete: 'off', spellCheck: false, autoCapitalize: 'none' } as const

/** The DNS zone for the names of the services, and the ranges that may connect. The zones of the account are proposals. */
export function DomainFields({
  accountId,
  register,
  errors,
}: {
  accountId: string
  register: (name: 'domain.zone' | 'domain.allowedRanges') => UseFormRegisterReturn
  errors: FieldErrors<ClusterForm['domain']> | undefined
}) {
  const list = useId()
  const zones = useLoad(accountId, async (signal) => {
    const params = { path: { accountId } }
    return answer(api.GET('/v1/cloud-accounts/{accountId}/zones', { params, signal }))
  })
  const items = zones.status === 'ready' ? zones.data.items : []
  return (
    <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
      <TextField
        label={t('domain.zone')}
        hint={t('domain.zoneHint')}
        list={list}
        {...plainInput}
        status={zones.status === 'failed' && <p className="text-soft">{t('domain.unread')}</p>}
        error={errors?.zone?.message}
        {...register('domain.zone')}
      />
      <datalist id={list}>
        {items.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      <TextArea
        label={t('domain.ranges')}
        hint={t('domain.rangesHint')}
        rows={3}
        {...plainInput}
        error={listError(errors?.allowedRanges)}
        {...register('domain.allowedRanges')}
      />
    </div>
  )
}
