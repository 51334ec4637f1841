import { type UseFormReturn, useWatch } from 'react-hook-form'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { ClusterInput } from '../../../contract/clusters.ts'
import { t } from '../locales/clusters.ts'
import { Choice, Choices } from '../ui/choices.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { type ClusterForm, listError } from './cluster-form.ts'
import { ExpiryField } from './expiry-field.tsx'
import { NodesFields } from './nodes-fields.tsx'

const plain = { autoComplete: 'off', spellCheck: false, autoCapitalize: 'none' } as const

/** The fields that usually keep their defaults. */
export function FurtherFields({
  form,
  platform,
}: {
  form: UseFormReturn<ClusterForm, unknown, ClusterInput>
  platform: Platform
}) {
  const { register, control, setValue, formState } = form
  const { errors } = formState
  const [expiresAt, approval] = useWatch({ control, name: ['expiresAt', 'approval'] })
  return (
    <div className="space-y-4">
      <NodesFields platform={platform} register={register} errors={errors.nodes} />
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <TextField
          label={t('form.version')}
          {...plain}
          error={errors.kubernetesVersion?.message}
          {...register('kubernetesVersion')}
        />
        <TextField
          label={t('form.vpc')}
          hint={t('form.vpcHint')}
          {...plain}
          error={errors.vpcCidr?.message}
          {...register('vpcCidr')}
        />
        <TextArea
          label={t('form.public')}
          hint={t('form.subnetsHint')}
          rows={3}
          {...plain}
          error={listError(errors.publicSubnets)}
          {...register('publicSubnets')}
        />
        <TextArea
          label={t('form.private')}
          hint={t('form.subnetsHint')}
          rows={3}
          {...plain}
          error={listError(errors.privateSubnets)}
          {...register('privateSubnets')}
        />
      </div>
      <ExpiryField
        field={register('expiresAt')}
        value={expiresAt}
        error={errors.expiresAt?.message}
        onChoose={(wall) => setValue('expiresAt', wall, { shouldDirty: true, shouldValidate: true })}
      />
      <TextField
        label={t('form.budget')}
        hint={t('form.budgetHint')}
        inputMode="decimal"
        {...plain}
        className="max-w-xs"
        error={errors.budget?.amount?.message}
        {...register('budget.amount')}
      />
      <ApprovalField
        value={approval}
        onChoose={(value) => setValue('approval', value, { shouldDirty: true })}
      />
    </div>
  )
}

function ApprovalField({
  value: chosen,
  onChoose,
}: {
  value: ClusterForm['approval']
  onChoose: (value: ClusterForm['approval']) => void
}) {
  return (
    <Choices legend={t('approval.label')} shown className="sm:grid-cols-2">
      {(
        [
          { value: 'manual', title: t('approval.manual'), about: t('approval.manualAbout') },
          { value: 'automatic', title: t('approval.automatic'), about: t('approval.automaticAbout') },
        ] as const
      ).map(({ value, title, about }) => (
        <Choice
          key={value}
          name="approval"
          value={value}
          checked={chosen === value}
          onChoose={() => onChoose(value)}
          title={title}
        >
          {about}
        </Choice>
      ))}
    </Choices>
  )
}
