import { useWatch } from 'react-hook-form'
import { cleanPasted } from '../../../contract/pasted.ts'
import { roleTemplate, trustPolicy } from '../../../domain/cloud-permissions.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Button } from '../ui/button.tsx'
import { CopyLine, CopyText } from '../ui/copy.tsx'
import { TextField } from '../ui/field.tsx'
import { renderBold } from '../ui/marked.ts'
import { type Credentials, isRoleArn, looksSwapped, roleArnOf } from './credentials-form.ts'
import { Fold, Keyless, Needed } from './keyless.tsx'
import { SecretField } from './secret-field.tsx'
import { Step, Steps } from './steps.tsx'
import { useSettled, useTrust } from './use-trust.ts'

export function AwsRole({ form, onUseKey }: { form: Credentials; onUseKey: () => void }) {
  const { register, control, formState } = form
  const typed = useWatch({ control, name: 'roleArn' })
  const arn = useSettled(roleArnOf(typed))
  const role = isRoleArn(arn) ? arn : null
  const trust = useTrust('aws', role)
  const isNumber = role !== typed.trim()
  return (
    <>
      {!trust.isMissing && (
        <TextField
          label={t('role.label')}
          hint={t('role.hint')}
          placeholder="123456789012"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={formState.errors.roleArn?.message}
          {...register('roleArn')}
        />
      )}
      {!role && !trust.isMissing ? (
        <p className="max-w-prose text-soft">{t('role.first')}</p>
      ) : (
        <Keyless trust={trust} onUseKey={onUseKey}>
          {role && (
            <Trust
              role={role}
              isNew={isNumber}
              principal={trust.data?.principal ?? ''}
              externalId={trust.data?.externalId ?? ''}
            />
          )}
        </Keyless>
      )}
    </>
  )
}

/** The steps in AWS: create a role from a template, or let an existing role trust Labseat. */
function Trust({
  role,
  isNew,
  principal,
  externalId,
}: {
  role: string
  isNew: boolean
  principal: string
  externalId: string
}) {
  const name = role.split('/').at(-1) ?? ''
  const policy = JSON.stringify(trustPolicy(principal, externalId), null, 2)
  const show = (text: string) => renderBold(text, (part) => <strong key="role">{part}</strong>)
  const details = (
    <dl className="divide-y divide-line">
      <CopyLine name={t('role.principal')} value={principal} />
      <CopyLine name={t('role.externalId')} value={externalId} />
    </dl>
  )
  if (isNew)
    return (
      <Steps>
        <Step>
          {show(t('role.stepCreate', { role: name }))}
          <div className="mt-3 space-y-1">
            <CopyText
              name={t('role.template')}
              text={roleTemplate(name, principal, externalId)}
              file="labseat-role.json"
            />
            <Fold title={t('role.byHand')}>
              <CopyText name={t('role.trustPolicy')} text={policy} />
              {details}
            </Fold>
          </div>
        </Step>
        <Step>{t('role.stepWait')}</Step>
        <Step>{t('role.stepCheck')}</Step>
      </Steps>
    )
  return (
    <Steps>
      <Step>
        {show(t('role.stepTrust', { role: name }))}
        <div className="mt-3 space-y-2">
          <CopyText name={t('role.trustPolicy')} text={policy} />
          {details}
        </div>
      </Step>
      <Step>
        {t('role.stepSaved')}
        <Needed platform="aws" scope="" />
      </Step>
      <Step>{t('role.stepCheck')}</Step>
    </Steps>
  )
}

export function AwsKey({ form }: { form: Credentials }) {
  const { register, control, formState, getValues, setValue } = form
  const { errors } = formState
  const [id, secret] = useWatch({ control, name: ['accessKeyId', 'secretAccessKey'] })
  const swap = () => {
    const [oldId, oldSecret] = getValues(['accessKeyId', 'secretAccessKey'])
    setValue('accessKeyId', cleanPasted(oldSecret), { shouldValidate: true })
    setValue('secretAccessKey', cleanPasted(oldId), { shouldValidate: true })
  }
  return (
    <>
      <TextField
        label={t('key.id')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="AKIA…"
        error={errors.accessKeyId?.message}
        {...register('accessKeyId')}
      />
      <SecretField
        label={t('key.secret')}
        error={errors.secretAccessKey?.message}
        {...register('secretAccessKey')}
      />
      <div role="status">
        {looksSwapped(id, secret) && (
          <div className="mb-3 flex flex-wrap items-center gap-3 rounded-lg bg-warn-soft px-3 py-2.5 text-sm text-warn">
            <p>{t('key.swapped')}</p>
            <Button look="quiet" onClick={swap}>
              {t('key.swap')}
            </Button>
          </div>
        )}
      </div>
      <SecretField
        label={t('key.token')}
        hint={t('key.tokenHint')}
        error={errors.sessionToken?.message}
        {...register('sessionToken')}
      />
      <Needed platform="aws" scope="" />
    </>
  )
}
