import { kindsOf, type Platform } from '../../../contract/cloud-credentials.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Choice, Choices } from '../ui/choices.tsx'
import { AwsKey, AwsRole } from './aws-fields.tsx'
import { AzureFederated, AzureSecret } from './azure-fields.tsx'
import type { Credentials, Kind } from './credentials-form.ts'
import { GoogleImpersonation, GoogleKeyFile } from './google-fields.tsx'
import { kinds } from './words.ts'

/** The way that was asked for, where the platform has it; else its first, which needs no key. */
export const kindFor = (platform: Platform, way: string | null): Kind => {
  const known: readonly Kind[] = kindsOf[platform]
  return known.find((kind) => kind === way) ?? kindsOf[platform][0]
}

/** How Labseat signs in, and what that takes. */
export function CredentialsFields({
  platform,
  kind,
  onKind,
  form,
}: {
  platform: Platform
  kind: Kind
  onKind: (kind: Kind) => void
  form: Credentials
}) {
  const [keyless, key] = kindsOf[platform]
  if (!key) return <p className="max-w-prose text-soft">{t('credentials.sandboxAbout')}</p>
  return (
    <div className="space-y-6">
      <Choices legend={t('credentials.way')} className="sm:grid-cols-2">
        {([keyless, key] as const).map((one) => (
          <Choice
            key={one}
            name="way"
            value={one}
            checked={one === kind}
            onChoose={() => onKind(one)}
            title={t(kinds[one].name)}
            mark={one === keyless ? t('credentials.recommended') : undefined}
          >
            {t(kinds[one].about)}
          </Choice>
        ))}
      </Choices>
      <div key={kind} className="space-y-3">
        <Fields kind={kind} form={form} onUseKey={() => onKind(key)} />
      </div>
    </div>
  )
}

function Fields({ kind, ...rest }: { kind: Kind; form: Credentials; onUseKey: () => void }) {
  switch (kind) {
    case 'assume-role':
      return <AwsRole {...rest} />
    case 'access-key':
      return <AwsKey form={rest.form} />
    case 'federated':
      return <AzureFederated {...rest} />
    case 'client-secret':
      return <AzureSecret form={rest.form} />
    case 'impersonation':
      return <GoogleImpersonation {...rest} />
    case 'service-account':
      return <GoogleKeyFile form={rest.form} />
    case 'none':
      return null
  }
}
