import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { startSession } from '../lib/session.ts'
import { completeSignIn } from '../lib/sign-in.ts'
import { useAction } from '../lib/use-action.ts'
import { t as account } from '../locales/account.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { failureOf } from './reasons.ts'
import { fetchWays } from './use-ways.ts'
import type { MultiFactorError } from './ways.ts'

const throwFailure = (error: unknown): never => {
  throw failureOf(error)
}

/** Asks for the code from the person's phone, after the password or after Google. */
export function SecondFactorChallenge({
  error,
  onSignedIn,
  onGiveUp,
}: {
  error: unknown
  onSignedIn: () => void
  onGiveUp: () => void
}) {
  const finish = async () => {
    await completeSignIn()
    onSignedIn()
  }
  return (
    <div className="page max-w-md! py-10 md:py-16">
      <PageTitle title={t('factor.title')} />
      <SecondFactorForm error={error} failed={account('signIn.failed')} onSignedIn={finish} />
      <Button look="plain" className="mt-4" onClick={onGiveUp}>
        {t('factor.other')}
      </Button>
    </div>
  )
}

/** Sends a code to the phone, then takes it. `children` stand beside the buttons. */
export function SecondFactorForm({
  error,
  failed,
  onSignedIn,
  children,
}: {
  error: unknown
  /** Shown before the reason of a failure. */
  failed: string
  onSignedIn: () => Promise<void>
  children?: ReactNode
}) {
  const [sent, setSent] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const captcha = useRef<HTMLDivElement>(null)
  const hints = (error as { customData?: { _serverResponse?: { mfaInfo?: { phoneInfo?: string }[] } } })
    .customData?._serverResponse?.mfaInfo
  const digits = hints?.[0]?.phoneInfo?.slice(-4) ?? ''

  const resolver = async () => {
    const [{ auth }, ways] = await Promise.all([startSession(), fetchWays()])
    return { auth, ways, resolver: ways.getMultiFactorResolver(auth, error as MultiFactorError) }
  }
  const send = useAction(async () => {
    const { auth, ways, resolver: known } = await resolver()
    const verifier = new ways.RecaptchaVerifier(auth, captcha.current!, { size: 'invisible' })
    const request = { multiFactorHint: known.hints[0]!, session: known.session }
    setSent(await new ways.PhoneAuthProvider(auth).verifyPhoneNumber(request, verifier).catch(throwFailure))
    verifier.clear()
  })
  const confirm = useAction(async () => {
    const { ways, resolver: known } = await resolver()
    const credential = ways.PhoneAuthProvider.credential(sent ?? '', code.trim())
    await known.resolveSignIn(ways.PhoneMultiFactorGenerator.assertion(credential)).catch(throwFailure)
    await onSignedIn()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void confirm.run()
  }

  return (
    <>
      <p className="mt-2 text-soft">{t('factor.asked', { digits })}</p>
      <div ref={captcha} />
      {sent === null ? (
        <div className="mt-6 space-y-3">
          <FailureNotice failure={send.failure} what={failed} />
          <Button className="w-full" busy={send.busy && t('factor.sending')} onClick={send.run}>
            {t('factor.send')}
          </Button>
          {children}
        </div>
      ) : (
        <form onSubmit={submit} noValidate className="mt-6 space-y-3">
          <TextField
            label={t('factor.code')}
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <FailureNotice failure={confirm.failure} what={failed} />
          <Button type="submit" className="w-full" busy={confirm.busy && t('factor.confirming')}>
            {t('factor.confirm')}
          </Button>
          {children}
        </form>
      )}
    </>
  )
}
