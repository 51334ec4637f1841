import type { ComponentProps } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import type { ClusterInput } from '../../../contract/clusters.ts'
import { parseAmount } from '../lib/parse-number.ts'
import { t } from '../locales/clusters.ts'
import { Choice, Choices } from '../ui/choices.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { price } from '../ui/numbers.ts'
import { ApiRangesField } from './api-ranges-field.tsx'
import { type ClusterForm, listError } from './cluster-form.ts'
import { DomainFields } from './domain-fields.tsx'
import { NodesFields } from './nodes-fields.tsx'
import type { RegionOfferings } from './use-offerings.ts'
import { VersionField } from './version-field.tsx'

const plainInput = { autoComplete: 'off', spellCheck: false, autoCapitalize: 'none' } as const

type Fields = UseFormReturn<ClusterForm, unknown, ClusterInput>

/** The addresses of the cluster's networks. */
function NetworkFields({ form: { register, formState } }: { form: Fields }) {
  const { errors } = formState
  return (
    <>
      <TextField
        label={t('form.vpc')}
        hint={t('form.vpcHint')}
        {...plainInput}
        error={errors.vpcCidr?.message}
        {...register('vpcCidr')}
      />
      <TextArea
        label={t('form.public')}
        hint={t('form.subnetsHint')}
        rows={3}
        {...plainInput}
        error={listError(errors.publicSubnets)}
        {...register('publicSubnets')}
      />
      <TextArea
        label={t('form.private')}
        hint={t('form.subnetsHint')}
        rows={3}
        {...plainInput}
        error={listError(errors.privateSubnets)}
        {...register('privateSubnets')}
      />
    </>
  )
}

/** The fields that usually keep their defaults. */
export function FurtherFields({
  form,
  platform,
  lists,
}: {
  form: Fields
  platform: Platform
  lists: RegionOfferings
}) {
  const { register, control, setValue, formState } = form
  const { errors } = formState
  const [accountId, approval, type, version] = useWatch({
    control,
    name: ['accountId', 'approval', 'nodes.type', 'kubernetesVersion'],
  })
  return (
    <div className="space-y-4">
      <NodesFields
        platform={platform}
        lists={lists}
        type={type}
        onType={(name) => setValue('nodes.type', name, { shouldDirty: true, shouldValidate: true })}
        register={register as ComponentProps<typeof NodesFields>['register']}
        errors={errors.nodes}
        priceError={errors.nodePrice?.amount}
      />
      {platform !== 'sandbox' && (
        <DomainFields accountId={accountId} register={register} errors={errors.domain} />
      )}
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        <VersionField
          platform={platform}
          offerings={lists.offerings}
          field={register('kubernetesVersion')}
          value={version}
          error={errors.kubernetesVersion?.message}
        />
        <NetworkFields form={form} />
        {platform !== 'sandbox' && (
          <ApiRangesField field={register('apiRanges')} error={listError(errors.apiRanges)} />
        )}
        {platform === 'aws' && (
          <TextField
            label={t('form.boundary')}
            hint={t('form.boundaryHint')}
            placeholder="arn:aws:iam::123456789012:policy/NAME"
            {...plainInput}
            error={errors.permissionsBoundary?.message}
            {...register('permissionsBoundary')}
          />
        )}
      </div>
      <NumberField
        label={t('form.budget')}
        read={(text) => parseAmount(text, 'USD')}
        show={(amount) => price({ amount, currency: 'USD' })}
        hint={t('form.budgetHint')}
        inputMode="decimal"
        {...plainInput}
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
  value: approval,
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
          checked={approval === value}
          onChoose={() => onChoose(value)}
          title={title}
        >
          {about}
        </Choice>
      ))}
    </Choices>
  )
}
