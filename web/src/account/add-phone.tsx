import { type FormEvent, useRef, useState } from 'react'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { readFactors, throwFailure, withRecentSignIn } from './factors.ts'

/** Adds a phone, which gets a code at each sign-in. */
export function AddPhone({ onAdded }: { onAdded: () => void }) {
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
    setSent(null)
    setNumber('')
    setCode('')
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
