import { useWatch } from 'react-hook-form'
import { t } from '../locales/cloud-accounts.ts'
import { CopyLine, CopyText } from '../ui/copy.tsx'
import { TextField } from '../ui/field.tsx'
import { renderBold } from '../ui/marked.ts'
import type { Credentials } from './credentials-form.ts'
import { KeyFileField } from './key-file-field.tsx'
import { Keyless, Needed } from './keyless.tsx'
import { Step, Steps } from './steps.tsx'
import { useTrust } from './use-trust.ts'

/** Quotes a value for the shell. */
const quoteForShell = (text: string, otherwise: string): string => {
  const clean = text.trim() || otherwise
  return /^[\w@.:-]+$/.test(clean) ? clean : `'${clean.replaceAll("'", '')}'`
}

export function GoogleImpersonation({ form, onUseKey }: { form: Credentials; onUseKey: () => void }) {
  const { register, control, formState } = form
  const { errors } = formState
  const [project, account] = useWatch({ control, name: ['projectId', 'serviceAccount'] })
  const trust = useTrust('gcp')
  const principal = trust.data?.principal ?? ''
  const command = [
    `gcloud iam service-accounts add-iam-policy-binding ${quoteForShell(account, 'SERVICE_ACCOUNT')}`,
    `  --project=${quoteForShell(project, 'PROJECT_ID')}`,
    `  --member=serviceAccount:${principal}`,
    '  --role=roles/iam.serviceAccountTokenCreator',
  ].join(' \\\n')
  const shared = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const
  return (
    <Keyless trust={trust} onUseKey={onUseKey}>
      <Steps>
        <Step>
          {t('gcp.stepAccount')}
          <div className="mt-3 space-y-3">
            <TextField
              label={t('gcp.project')}
              error={errors.projectId?.message}
              {...shared}
              {...register('projectId')}
            />
            <TextField
              label={t('gcp.account')}
              hint={t('gcp.accountHint')}
              error={errors.serviceAccount?.message}
              {...shared}
              {...register('serviceAccount')}
            />
            <Needed platform="gcp" scope="" />
          </div>
        </Step>
        <Step>
          {renderBold(t('gcp.stepGrant'), (part) => (
            <code key="role" className="wrap-anywhere font-mono text-sm">
              {part}
            </code>
          ))}
          <div className="mt-3">
            <CopyText name={t('gcp.command')} text={command} />
            <dl>
              <CopyLine name={t('gcp.principal')} value={principal} />
            </dl>
          </div>
        </Step>
        <Step>{t('gcp.stepCheck')}</Step>
      </Steps>
    </Keyless>
  )
}

export function GoogleKeyFile({ form }: { form: Credentials }) {
  return (
    <>
      <KeyFileField form={form} />
      <Needed platform="gcp" scope="" />
    </>
  )
}
