import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { startSession } from '../lib/session.ts'
import { completeSignIn } from '../lib/sign-in.ts'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'
import { t as account } from '../locales/account.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { dayOf, digitsOf, isApp } from './factors.ts'
import { appFailureOf, failureOf } from './reasons.ts'
import { fetchWays } from './use-ways.ts'
import type { MultiFactorError, MultiFactorInfo } from './ways.ts'

/** Asks for a code of the person's app or phone, after the password or after Google. */
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

const readChallenge = async (error: unknown) => {
  const [{ auth }, ways] = await Promise.all([startSession(), fetchWays()])
  return { auth, ways, resolver: ways.getMultiFactorResolver(auth, error as MultiFactorError) }
}
type Challenge = Awaited<ReturnType<typeof readChallenge>>

type Props = {
  /** Shown before the reason of a failure. */
  failed: string
  onSignedIn: () => Promise<void>
  /** Stands below the button. */
  children?: ReactNode
}

/** Takes the code of one of the person's factors: of an app first, because its code needs no wait. */
export function SecondFactorForm({ error, children, ...props }: Props & { error: unknown }) {
  const known = useLoad('challenge', () => readChallenge(error))
  const [chosenId, setChosenId] = useState<string | null>(null)
  if (known.status === 'loading') return <Skeleton className="mt-6 h-11 w-full" />
  if (known.status === 'failed')
    return (
      <div className="mt-6 space-y-3">
        <FailureNotice failure={known.failure} what={props.failed} />
        {children}
      </div>
    )
  const { hints } = known.data.resolver
  const factor = hints.find(({ uid }) => uid === chosenId) ?? hints.find(isApp) ?? hints[0]!
  const Form = isApp(factor) ? AppForm : PhoneForm
  return (
    <Form key={factor.uid} challenge={known.data} factor={factor} {...props}>
      {hints
        .filter((other) => other !== factor)
        .map((other) => (
          <Button key={other.uid} look="quiet" className="w-full" onClick={() => setChosenId(other.uid)}>
            {isApp(other)
              ? t('factor.useApp', { day: dayOf(other) })
              : t('factor.usePhone', { digits: digitsOf(other) })}
          </Button>
        ))}
      {children}
    </Form>
  )
}

type FormProps = Props & { challenge: Challenge; factor: MultiFactorInfo }

function AppForm({ challenge: { ways, resolver }, factor, ...props }: FormProps) {
  const confirm = (code: string) =>
    resolver
      .resolveSignIn(ways.TotpMultiFactorGenerator.assertionForSignIn(factor.uid, code))
      .catch((error: unknown) => {
        throw appFailureOf(error)
      })
  return (
    <>
      <p className="mt-2 text-soft">{t('factor.appAsked')}</p>
      <CodeForm label={t('factor.appCode')} confirm={confirm} {...props} />
    </>
  )
}

function PhoneForm({ challenge: { auth, ways, resolver }, factor, ...props }: FormProps) {
  const [sent, setSent] = useState<string | null>(null)
  const captcha = useRef<HTMLDivElement>(null)
  const throwFailure = (error: unknown): never => {
    throw failureOf(error)
  }
  const send = useAction(async () => {
    const verifier = new ways.RecaptchaVerifier(auth, captcha.current!, { size: 'invisible' })
    const request = { multiFactorHint: factor, session: resolver.session }
    setSent(await new ways.PhoneAuthProvider(auth).verifyPhoneNumber(request, verifier).catch(throwFailure))
    verifier.clear()
  })
  const confirm = (code: string) => {
    const credential = ways.PhoneAuthProvider.credential(sent ?? '', code)
    return resolver.resolveSignIn(ways.PhoneMultiFactorGenerator.assertion(credential)).catch(throwFailure)
  }
  return (
    <>
      <p className="mt-2 text-soft">{t('factor.asked', { digits: digitsOf(factor) })}</p>
      <div ref={captcha} />
      {sent === null ? (
        <div className="mt-6 space-y-3">
          <FailureNotice failure={send.failure} what={props.failed} />
          <Button className="w-full" busy={send.busy && t('factor.sending')} onClick={send.run}>
            {t('factor.send')}
          </Button>
          {props.children}
        </div>
      ) : (
        <CodeForm label={t('factor.code')} confirm={confirm} {...props} />
      )}
    </>
  )
}

function CodeForm({
  label,
  confirm,
  failed,
  onSignedIn,
  children,
}: Props & { label: string; confirm: (code: string) => Promise<unknown> }) {
  const [code, setCode] = useState('')
  const signIn = useAction(async () => {
    await confirm(code.replace(/\s/g, ''))
    await onSignedIn()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void signIn.run()
  }
  return (
    <form onSubmit={submit} noValidate className="mt-6 space-y-3">
      <TextField
        label={label}
        autoFocus
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <FailureNotice failure={signIn.failure} what={failed} />
      <Button type="submit" className="w-full" busy={signIn.busy && t('factor.confirming')}>
        {t('factor.confirm')}
      </Button>
      {children}
    </form>
  )
}
