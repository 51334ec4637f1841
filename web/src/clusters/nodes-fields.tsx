import { useId } from 'react'
import type { FieldErrors, UseFormRegisterReturn } from 'react-hook-form'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import { machineTypes } from '../../../domain/cluster-defaults.ts'
import { t } from '../locales/clusters.ts'
import { TextField } from '../ui/field.tsx'
import type { NodesForm } from './cluster-form.ts'

/** The machine type and the minimum and maximum number of nodes. */
export function NodesFields({
  platform,
  register,
  errors,
}: {
  platform: Platform
  register: (name: 'nodes.type' | 'nodes.min' | 'nodes.max') => UseFormRegisterReturn
  errors: FieldErrors<NodesForm> | undefined
}) {
  const list = useId()
  const plain = { autoComplete: 'off', spellCheck: false } as const
  return (
    <div className="grid gap-x-4 gap-y-2 sm:grid-cols-[1fr_8rem_8rem]">
      <TextField
        label={t('nodes.type')}
        hint={t('nodes.typeHint')}
        list={list}
        {...plain}
        autoCapitalize="none"
        error={errors?.type?.message}
        {...register('nodes.type')}
      />
      <datalist id={list}>
        {machineTypes[platform].map((machineType) => (
          <option key={machineType} value={machineType} />
        ))}
      </datalist>
      <TextField
        label={t('nodes.min')}
        inputMode="numeric"
        {...plain}
        error={errors?.min?.message && t('nodes.wrong')}
        {...register('nodes.min')}
      />
      <TextField
        label={t('nodes.max')}
        inputMode="numeric"
        {...plain}
        error={errors?.max?.message && (errors.max.type === 'custom' ? errors.max.message : t('nodes.wrong'))}
        {...register('nodes.max')}
      />
    </div>
  )
}
