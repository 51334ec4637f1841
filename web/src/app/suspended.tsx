import { useNavigate } from 'react-router'
import { signOut } from '../lib/session.ts'
import { t } from '../locales/app.ts'
import { Button } from '../ui/button.tsx'
import { PageTitle } from '../ui/page-title.tsx'

/** Replaces every page while the person is suspended. */
export default function Suspended() {
  const navigate = useNavigate()
  const leave = async () => {
    navigate('/')
    await signOut()
  }
  return (
    <div className="page py-16">
      <PageTitle title={t('suspended.title')} />
      <p className="mt-3 max-w-prose text-soft">{t('suspended.about')}</p>
      <p className="mt-3 max-w-prose text-soft">{t('suspended.public')}</p>
      <Button look="quiet" className="mt-6" onClick={() => void leave()}>
        {t('nav.signOut')}
      </Button>
    </div>
  )
}
