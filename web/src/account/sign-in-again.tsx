import { type FormEvent, type ReactNode, useState } from 'react'
import type { User } from '../lib/firebase.ts'
import { startSession } from '../lib/session.ts'
import { completeSignIn, readWays } from '../lib/sign-in.ts'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'
import { t as account } from '../locales/account.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { DialogCancel, DialogFrame } from '../ui/dialog-frame.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { cancelledCodes } from './google.tsx'
import { codeOf, failureOf } from './reasons.ts'
import { SecondFactorForm } from './second-factor-challenge.tsx'
import { fetchWays, useWaysSoon, type Ways } from './use-ways.ts'

type Prove = (ways: Ways, user: User) => Promise<unknown>

type FormProps = {
  ways: readonly string[]
  isLoading: boolean
  prove: ReturnType<typeof useAction<[Prove], void>>
  /** The button that closes the dialog. */
  cancel: ReactNode
}

/** The first factor: the password, or Google's window. */
function FirstFactorForm({ ways, isLoading, prove, cancel }: FormProps) {
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void prove.run((sdk, user) =>
      sdk.reauthenticateWithCredential(user, sdk.EmailAuthProvider.credential(user.email ?? '', password)),
    )
  }
  const openGoogle = () =>
    prove.run((sdk, user) =>
      sdk.reauthenticateWithPopup(user, new sdk.GoogleAuthProvider(), sdk.browserPopupRedirectResolver),
    )
  const hasPassword = ways.includes('password')
  return (
    <form onSubmit={submit} noValidate className="mt-4 space-y-3">
      {isLoading && <Skeleton className="h-17 w-full" />}
      {hasPassword && (
        <TextField
          autoFocus
          label={account('password.label')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      )}
      <FailureNotice failure={prove.failure} what={t('again.failed')} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        {cancel}
        {ways.includes('google.com') && (
          <Button
            look={hasPassword ? 'quiet' : 'primary'}
            busy={prove.busy && !password && t('google.waiting')}
            onClick={openGoogle}
          >
            {t('google.continue')}
          </Button>
        )}
        {hasPassword && (
          <Button type="submit" disabled={!password} busy={prove.busy && password !== '' && t('again.doing')}>
            {t('again.do')}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Asks who the person is before a sensitive action goes on. */
export default function SignInAgain({ onAnswer }: { onAnswer: (hasSignedIn: boolean) => void }) {
  useWaysSoon()
  const known = useLoad('ways', readWays)
  /** Firebase's error when it needs a second factor. */
  const [challenge, setChallenge] = useState<unknown>(null)

  const finish = async () => {
    await completeSignIn()
    onAnswer(true)
  }
  const prove = useAction(async (by: Prove) => {
    const [{ auth }, ways] = await Promise.all([startSession(), fetchWays()])
    try {
      await by(ways, auth.currentUser!)
      await finish()
    } catch (error) {
      if (cancelledCodes.has(codeOf(error))) return
      if (codeOf(error) !== 'auth/multi-factor-auth-required') throw failureOf(error)
      setChallenge(error)
    }
  })
  const cancel = (
    <DialogCancel asChild>
      <Button look="quiet" disabled={prove.busy}>
        {t('again.cancel')}
      </Button>
    </DialogCancel>
  )
  return (
    <DialogFrame
      title={t('again.title')}
      about={t('again.about')}
      onClose={prove.busy ? undefined : () => onAnswer(false)}
      onOpenAutoFocus={(event) => {
        // The password field takes the focus as soon as it is known that the person has a password.
        event.preventDefault()
        ;(event.currentTarget as HTMLElement).focus()
      }}
    >
      {challenge ? (
        <SecondFactorForm error={challenge} failed={t('again.failed')} onSignedIn={finish}>
          {cancel}
        </SecondFactorForm>
      ) : (
        <FirstFactorForm
          ways={known.status === 'ready' ? known.data : []}
          isLoading={known.status === 'loading'}
          prove={prove}
          cancel={cancel}
        />
      )}
    </DialogFrame>
  )
}
