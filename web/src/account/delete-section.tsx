import { useState } from 'react'
import { answer, api } from '../lib/api.ts'
import { Failure, unreachable } from '../lib/failure.ts'
import { hasPassword, signIn, signOut } from '../lib/session.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/settings.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { TextField } from '../ui/field.tsx'
import type { SectionProps } from './sections.tsx'

export function DeleteSection({ profile }: SectionProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        {t('delete.open')}
      </Button>
      {asking && <Asking profile={profile} onClose={() => setAsking(false)} />}
    </>
  )
}

const wrongPassword = new Set(['auth/invalid-credential', 'auth/wrong-password'])

/** Deleting asks for a sign-in of the last minutes: with the password it is made here. */
const signInAgain = (email: string, password: string): Promise<void> =>
  signIn(email, password).catch(({ code = '' }: { code?: string }) => {
    if (code === 'auth/network-request-failed') throw unreachable()
    throw new Failure('wrong-password', t(wrongPassword.has(code) ? 'delete.wrongPassword' : 'delete.again'))
  })

function Asking({ profile: { username, email }, onClose }: SectionProps & { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const way = useLoad('password', hasPassword)
  const asksPassword = way.status === 'ready' && way.data && email !== null

  const leave = async () => {
    if (asksPassword) await signInAgain(email, password)
    await answer(api.DELETE('/v1/me')).catch((failure: Failure) => {
      throw failure.code === 'recent-sign-in-required'
        ? new Failure(failure.code, t('delete.again'))
        : failure
    })
    await signOut()
    // Loaded anew, so that nothing of the person is left in this page either.
    location.replace('/goodbye')
  }
  return (
    <Confirm
      title={t('delete.ask')}
      action={t('delete.do')}
      doing={t('delete.doing')}
      keep={t('delete.keep')}
      ready={typed.trim() === username && (!asksPassword || password !== '')}
      onConfirm={leave}
      onClose={onClose}
      failed={t('delete.failed')}
      unsure={t('delete.unsure')}
      fields={
        <div className="mt-4 space-y-1">
          <TextField
            label={t('delete.username', { username })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          {asksPassword && (
            <TextField
              label={t('delete.password')}
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={({ target }) => setPassword(target.value)}
            />
          )}
        </div>
      }
    >
      <p>{t('delete.goes')}</p>
      <p className="mt-2">{t('delete.stays')}</p>
    </Confirm>
  )
}
