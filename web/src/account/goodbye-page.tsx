import { t as common } from '../locales/common.ts'
import { t } from '../locales/settings.ts'
import { ButtonLink } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'

export default function GoodbyePage() {
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
