import { kindsOf, type Platform } from '../../../contract/cloud-credentials.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Choice, Choices } from '../ui/choices.tsx'
import { AwsKey, AwsRole } from './aws-fields.tsx'
import { AzureFederated, AzureSecret } from './azure-fields.tsx'
import type { Credentials, Kind } from './credentials-form.ts'
import { GoogleImpersonation, GoogleKeyFile } from './google-fields.tsx'
import { kinds } from './words.ts'

/** The requested kind of credentials if the platform has it, or the first kind, which needs no key. */
export const kindFor = (platform: Platform, way: string | null): Kind => {
  const known: readonly Kind[] = kindsOf[platform]
  return known.find((kind) => kind === way) ?? kindsOf[platform][0]
}

/** The choice of credentials and their fields. */
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
        {([keyless, key] as const).map((option) => (
          <Choice
            key={option}
            name="way"
            value={option}
            checked={kind === option}
            onChoose={() => onKind(option)}
            title={t(kinds[option].name)}
            mark={option === keyless ? t('credentials.recommended') : undefined}
          >
            {t(kinds[option].about)}
          </Choice>
        ))}
      </Choices>
      <div key={kind} className="space-y-3">
        <Fields kind={kind} form={form} onUseKey={() => onKind(key)} />
      </div>
    </div>
  )
}

function Fields({ kind, ...props }: { kind: Kind; form: Credentials; onUseKey: () => void }) {
  switch (kind) {
    case 'assume-role':
      return <AwsRole {...props} />
    case 'access-key':
      return <AwsKey form={props.form} />
    case 'federated':
      return <AzureFederated {...props} />
    case 'client-secret':
      return <AzureSecret form={props.form} />
    case 'impersonation':
      return <GoogleImpersonation {...props} />
    case 'service-account':
      return <GoogleKeyFile form={props.form} />
    case 'none':
      return null
  }
}
