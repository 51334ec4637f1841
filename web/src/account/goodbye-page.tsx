import { Navigate } from 'react-router'
import { useSession } from '../lib/session.ts'
import { t as common } from '../locales/common.ts'
import { t } from '../locales/settings.ts'
import { ButtonLink } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** Shown after an account is deleted. Signed-in people go to the home page. */
export default function GoodbyePage() {
  const session = useSession()
  if (session.person) return <Navigate to="/" replace />
  return (
    <div className="page py-16">
      <PageTitle title={t('goodbye.title')} />
      <p className="mt-3 max-w-prose text-soft">{t('goodbye.about')}</p>
      <ButtonLink to="/" className="mt-6">
        {common('seeEvents')}
      </ButtonLink>
    </div>
  )
}
