import { useState } from 'react'
import { answer, api } from '../lib/api.ts'
import { Failure, unreachable } from '../lib/failure.ts'
import { signOut } from '../lib/session.ts'
import { hasPassword, signIn } from '../lib/sign-in.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/settings.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { TextField } from '../ui/field.tsx'
import type { SectionProps } from './sections.tsx'

export function DeleteSection({ profile }: SectionProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button look="danger" onClick={() => setIsOpen(true)}>
        {t('delete.open')}
      </Button>
      {isOpen && <DeleteDialog profile={profile} onClose={() => setIsOpen(false)} />}
    </>
  )
}

const wrongPassword = new Set(['auth/invalid-credential', 'auth/wrong-password'])

/** The API deletes an account only after a recent sign-in. A person with a password signs in here. */
const signInAgain = (email: string, password: string): Promise<void> =>
  signIn(email, password).catch(({ code = '' }: { code?: string }) => {
    if (code === 'auth/network-request-failed') throw unreachable()
    throw new Failure('wrong-password', t(wrongPassword.has(code) ? 'delete.wrongPassword' : 'delete.again'))
  })

function DeleteDialog({ profile: { username, email }, onClose }: SectionProps & { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const way = useLoad('password', hasPassword)
  const needsPassword = way.status === 'ready' && way.data && email !== null

  const deleteAccount = async () => {
    if (needsPassword) await signInAgain(email, password)
    await answer(api.DELETE('/v1/me'))
    await signOut()
    // Reloads the page, so that no data of the person stays in memory.
    location.replace('/goodbye')
  }
  return (
    <Confirm
      title={t('delete.ask')}
      action={t('delete.do')}
      doing={t('delete.doing')}
      keep={t('delete.keep')}
      ready={typed.trim() === username && (!needsPassword || password !== '')}
      onConfirm={deleteAccount}
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
          {needsPassword && (
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
