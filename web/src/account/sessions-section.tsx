import { useState } from 'react'
import { useNavigate } from 'react-router'
import { answer, api } from '../lib/api.ts'
import { signOut } from '../lib/session.ts'
import { signInWithToken } from '../lib/sign-in.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'

export function SessionsSection() {
  const navigate = useNavigate()
  const [ended, setEnded] = useState(false)
  const everywhere = useAction(async () => {
    setEnded(false)
    const { customToken } = await answer(api.POST('/v1/me/revoke-sessions'))
    // The API refuses this page's token now, too.
    await signInWithToken(customToken)
    setEnded(true)
  })
  const here = async () => {
    navigate('/')
    await signOut()
  }
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" busy={everywhere.busy && t('sessions.ending')} onClick={everywhere.run}>
          {t('sessions.everywhere')}
        </Button>
        <Button look="plain" onClick={here}>
          {t('sessions.here')}
        </Button>
      </div>
      <FailureNotice
        className="mt-3"
        failure={everywhere.failure}
        what={t('sessions.failed')}
        unsure={t('sessions.unsure')}
      />
      <div role="status" className="mt-3">
        {ended && <Notice tone="good">{t('sessions.ended')}</Notice>}
      </div>
    </>
  )
}
