import { useWatch } from 'react-hook-form'
import { t } from '../locales/cloud-accounts.ts'
import { CopyLine } from '../ui/copy.tsx'
import { TextField } from '../ui/field.tsx'
import type { Credentials } from './credentials-form.ts'
import { Keyless, Needed } from './keyless.tsx'
import { SecretField } from './secret-field.tsx'
import { Step, Steps } from './steps.tsx'
import { useTrust } from './use-trust.ts'

function Ids({ form: { register, formState } }: { form: Credentials }) {
  const { errors } = formState
  const shared = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const
  return (
    <>
      <TextField
        label={t('azure.subscription')}
        error={errors.subscriptionId?.message}
        {...shared}
        {...register('subscriptionId')}
      />
      <TextField
        label={t('azure.tenant')}
        error={errors.tenantId?.message}
        {...shared}
        {...register('tenantId')}
      />
      <TextField
        label={t('azure.client')}
        hint={t('azure.clientHint')}
        error={errors.clientId?.message}
        {...shared}
        {...register('clientId')}
      />
    </>
  )
}

const useScope = ({ control }: Credentials): string =>
  useWatch({ control, name: 'subscriptionId' }).trim() || 'SUBSCRIPTION_ID'

export function AzureFederated({ form, onUseKey }: { form: Credentials; onUseKey: () => void }) {
  const trust = useTrust('azure')
  const scope = useScope(form)
  const { issuer = '', subject = '', audience = '' } = trust.data ?? {}
  return (
    <Keyless trust={trust} onUseKey={onUseKey}>
      <Steps>
        <Step>{t('azure.stepOpen')}</Step>
        <Step>
          {t('azure.stepPaste')}
          <dl className="divide-y divide-line">
            <CopyLine name={t('azure.issuer')} value={issuer} />
            <CopyLine name={t('azure.subject')} value={subject} />
            <CopyLine name={t('azure.audience')} value={audience} />
          </dl>
        </Step>
        <Step>
          {t('azure.stepRole')}
          <Needed platform="azure" scope={scope} />
          <div className="mt-2 space-y-3">
            <Ids form={form} />
          </div>
        </Step>
      </Steps>
    </Keyless>
  )
}

export function AzureSecret({ form }: { form: Credentials }) {
  const scope = useScope(form)
  return (
    <>
      <Ids form={form} />
      <SecretField
        label={t('azure.secret')}
        hint={t('azure.secretHint')}
        error={form.formState.errors.clientSecret?.message}
        {...form.register('clientSecret')}
      />
      <Needed platform="azure" scope={scope} />
    </>
  )
}
