import { useState } from 'react'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import type { CloudCredentials } from '../../../contract/cloud-credentials.ts'
import { answer, api } from '../lib/api.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Button } from '../ui/button.tsx'
import { CheckSteps } from './check-steps.tsx'
import { useRefusalAtFields } from './connect-credentials.tsx'
import { CredentialsFields, kindFor } from './credentials-fields.tsx'
import { emptyCredentials, useCredentials } from './credentials-form.ts'
import { CredentialsRefused } from './credentials-refused.tsx'
import { useCheck } from './use-check.ts'

/** The form to replace credentials. The old ones stay until the new ones work. */
export function Rotate({ account, onDone }: { account: CloudAccount; onDone: () => void }) {
  const { platform } = account
  const [kind, setKind] = useState(kindFor(platform, account.credentialsKind))
  const form = useCredentials(kind)
  const { check, run } = useCheck()
  useRefusalAtFields(form, check.failure?.fields)
  const rotate = async (credentials: CloudCredentials) => {
    const done = await run((checkId) =>
      answer(
        api.PUT('/v1/cloud-accounts/{accountId}/credentials', {
          params: { path: { accountId: account.id } },
          body: { credentials, checkId },
        }),
      ),
    )
    if (!done) return
    form.reset(emptyCredentials())
    onDone()
  }
  const submit = form.handleSubmit(rotate)
  return (
    <section className="mt-4 rounded-lg border border-line p-4">
      <h2 className="font-semibold">{t('rotate.title')}</h2>
      <p className="mb-4 max-w-prose text-soft text-sm">{t('rotate.about')}</p>
      {check.outcome === 'running' ? (
        <>
          <CheckSteps check={check} />
          <p className="mt-2 text-soft text-sm">{t('check.usually')}</p>
        </>
      ) : (
        <form noValidate autoComplete="off" onSubmit={submit} className="group/form">
          {check.failure && (
            <CredentialsRefused
              check={{ ...check, failure: check.failure }}
              what={t('rotate.failed')}
              refused={t('rotate.refused')}
              unsure={t('rotate.unsure')}
              onRetry={submit}
            />
          )}
          <CredentialsFields platform={platform} kind={kind} onKind={setKind} form={form} />
          <Button type="submit" className="mt-6 group-has-[[data-keyless=missing]]/form:hidden">
            {t('rotate.submit')}
          </Button>
        </form>
      )}
    </section>
  )
}
