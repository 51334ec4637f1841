import { type FormEvent, useRef, useState } from 'react'
import { startSession, useSession } from '../lib/session.ts'
import { recordSignIn } from '../lib/sign-in.ts'
import { askToSignInAgain } from '../lib/sign-in-again.ts'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { codeOf, failureOf } from './reasons.ts'
import { fetchWays } from './use-ways.ts'
import type { MultiFactorInfo } from './ways.ts'

const readFactors = async () => {
  const [{ auth }, ways] = await Promise.all([startSession(), fetchWays()])
  return { auth, ways, factors: ways.multiFactor(auth.currentUser!) }
}
const throwFailure = (error: unknown): never => {
  throw failureOf(error)
}
/** Firebase changes factors only after a recent sign-in, too. */
const withRecentSignIn = <T,>(change: () => Promise<T>): Promise<T> =>
  change().catch(async (error: unknown) => {
    if (codeOf(error) !== 'auth/requires-recent-login' || !(await askToSignInAgain())) throw failureOf(error)
    return change().catch(throwFailure)
  })
const digitsOf = (factor: MultiFactorInfo) =>
  (factor as MultiFactorInfo & { phoneNumber?: string }).phoneNumber?.slice(-4) ?? factor.displayName ?? ''

/** A phone that gets a code at each sign-in. Only Firebase stores the number. */
export function SecondFactorSection() {
  const { person } = useSession()
  const enrolled = useLoad(
    person && `factors ${person.uid}`,
    async () => (await readFactors()).factors.enrolledFactors,
  )
  const remove = useAction(async (factor: MultiFactorInfo) => {
    const { factors } = await readFactors()
    await withRecentSignIn(() => factors.unenroll(factor))
    void recordSignIn()
    enrolled.reload()
  })
  if (enrolled.status === 'failed')
    return <FailureNotice failure={enrolled.failure} what={t('factor.failed')} />
  if (enrolled.status === 'loading') return <Skeleton className="h-11 w-60" />
  if (enrolled.data.length === 0)
    return person?.verified ? (
      <>
        <p className="mb-3 text-soft text-sm">{t('factor.none')}</p>
        <AddPhone onAdded={enrolled.reload} />
      </>
    ) : (
      <Notice>{t('factor.verifyFirst')}</Notice>
    )
  return (
    <>
      <ul>
        {enrolled.data.map((factor) => (
          <li key={factor.uid} className="flex items-center gap-4">
            {t('factor.phone', { digits: digitsOf(factor) })}
            <Button
              look="quiet"
              busy={remove.busy && t('factor.removing')}
              onClick={() => remove.run(factor)}
            >
              {t('factor.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <FailureNotice className="mt-3" failure={remove.failure} what={t('factor.removeFailed')} />
    </>
  )
}

function AddPhone({ onAdded }: { onAdded: () => void }) {
  const [number, setNumber] = useState('')
  const [sent, setSent] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const captcha = useRef<HTMLDivElement>(null)

  const send = useAction(async () => {
    const { auth, ways, factors } = await readFactors()
    const sendCode = async () => {
      const session = await factors.getSession()
      const verifier = new ways.RecaptchaVerifier(auth, captcha.current!, { size: 'invisible' })
      const request = { phoneNumber: number.replace(/[\s()-]/g, ''), session }
      return new ways.PhoneAuthProvider(auth)
        .verifyPhoneNumber(request, verifier)
        .finally(() => verifier.clear())
    }
    setSent(await withRecentSignIn(sendCode))
  })
  const confirm = useAction(async () => {
    const { ways, factors } = await readFactors()
    const credential = ways.PhoneAuthProvider.credential(sent ?? '', code.trim())
    await factors.enroll(ways.PhoneMultiFactorGenerator.assertion(credential)).catch(throwFailure)
    void recordSignIn()
    onAdded()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void (sent === null ? send : confirm).run()
  }
  return (
    <form onSubmit={submit} noValidate className="max-w-sm space-y-2">
      <div ref={captcha} />
      {sent === null ? (
        <TextField
          label={t('factor.number')}
          type="tel"
          autoComplete="tel"
          hint={t('factor.numberHint')}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
      ) : (
        <TextField
          label={t('factor.code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      )}
      <FailureNotice failure={send.failure ?? confirm.failure} what={t('factor.failed')} />
      {sent === null ? (
        <Button type="submit" look="quiet" busy={send.busy && t('factor.sending')} disabled={!number.trim()}>
          {t('factor.add')}
        </Button>
      ) : (
        <Button type="submit" busy={confirm.busy && t('factor.confirming')} disabled={!code.trim()}>
          {t('factor.confirm')}
        </Button>
      )}
    </form>
  )
}
