import { useEffect } from 'react'
import type { Platform } from '../../../contract/cloud-credentials.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import type { About } from './about-fields.tsx'
import { CheckSteps } from './check-steps.tsx'
import { CredentialsFields } from './credentials-fields.tsx'
import { type Credentials, type Kind, toFormProblems } from './credentials-form.ts'
import { CredentialsRefused } from './credentials-refused.tsx'
import { type Heading, StepHeading } from './step-heading.tsx'
import type { Connect } from './use-connect.ts'
import { platformName } from './words.ts'

/** Shows the provider's errors at their fields and focuses the first one. */
export const useRefusalAtFields = (
  form: Credentials,
  fields: Parameters<typeof toFormProblems>[0] | undefined,
) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: run once per refusal
  useEffect(() => {
    const [first, ...otherFields] = toFormProblems(fields ?? [])
    for (const { name, message } of otherFields) form.setError(name, { type: 'provider', message })
    if (first) form.setError(first.name, { type: 'provider', message: first.message }, { shouldFocus: true })
  }, [fields])
}

export function ConnectCredentials({
  heading,
  about,
  back,
  kind,
  onKind,
  form,
  attempt,
}: {
  heading: Heading
  about: About & { platform: Platform }
  back: string
  kind: Kind
  onKind: (kind: Kind) => void
  form: Credentials
  attempt: Connect
}) {
  const { check } = attempt
  const { platform } = about
  const failure = attempt.platform === platform ? check.failure : null
  useRefusalAtFields(form, failure?.fields)
  const submit = form.handleSubmit((credentials) => attempt.connect({ ...about, credentials }))
  const isSandbox = platform === 'sandbox'
  return (
    <form noValidate autoComplete="off" onSubmit={submit} className="group/form">
      <StepHeading heading={heading}>
        {isSandbox ? t('credentials.sandbox') : t('credentials.ask', { platform: platformName(platform) })}
      </StepHeading>
      {failure && (
        <CredentialsRefused
          check={{ ...check, failure }}
          what={t('check.notConnected')}
          refused={t('check.refused')}
          unsure={t('check.unsure')}
          onRetry={attempt.retry}
        />
      )}
      <CredentialsFields platform={platform} kind={kind} onKind={onKind} form={form} />
      <div className="mt-6 flex flex-wrap gap-2">
        {/* Without an identity of Labseat there is nothing to check yet. */}
        <Button type="submit" className="group-has-[[data-keyless=missing]]/form:hidden">
          {t(isSandbox ? 'credentials.connectSandbox' : 'credentials.connect')}
        </Button>
        <ButtonLink look="plain" to={back}>
          {t('connect.back')}
        </ButtonLink>
      </div>
      {!isSandbox && (
        <p className="mt-3 max-w-prose text-soft text-sm group-has-[[data-keyless=missing]]/form:hidden">
          {t('credentials.stored')}
        </p>
      )}
    </form>
  )
}

/** Replaces the form while the check runs, so that no secret stays on the page. */
export function CheckPanel({
  heading,
  attempt: { check, platform },
}: {
  heading: Heading
  attempt: Connect
}) {
  const isLocal = platform === null || platform === 'sandbox'
  return (
    <>
      <StepHeading heading={heading}>
        {isLocal ? t('check.titleLocal') : t('check.title', { platform: platformName(platform) })}
      </StepHeading>
      <CheckSteps check={check} />
      <p className="mt-4 text-soft text-sm">{t('check.usually')}</p>
    </>
  )
}
