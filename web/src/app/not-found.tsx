import { t } from '../locales/app.ts'
import { t as common } from '../locales/common.ts'
import { ButtonLink } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'

export default function NotFound() {
  return (
    <div className="page py-16">
      <PageTitle title={t('notFound.title')} />
      <p className="mt-3 max-w-prose text-soft">{t('notFound.about')}</p>
      <ButtonLink to="/" className="mt-6">
        {common('seeEvents')}
      </ButtonLink>
    </div>
  )
}
