import { type FormEvent, Suspense, useState } from 'react'
import { lazyPart } from '../lib/part.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { CopyLine } from '../ui/copy.tsx'
import { TextField } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { readFactors, withRecentSignIn } from './factors.ts'
import { appFailureOf } from './reasons.ts'
import type { TotpSecret } from './ways.ts'

const QrCode = lazyPart(() => import('./qr-code.tsx'))

type Setup = { secret: TotpSecret; url: string }

/** Adds an authenticator app: the person gives it the secret, and proves that with a code. */
export function AddApp({ onAdded }: { onAdded: () => void }) {
  const [setup, setSetup] = useState<Setup | null>(null)
  const begin = useAction(async () => {
    const { auth, ways, factors } = await readFactors()
    const secret = await withRecentSignIn(async () =>
      ways.TotpMultiFactorGenerator.generateSecret(await factors.getSession()),
    )
    // Firebase does not escape the names.
    const account = encodeURIComponent(auth.currentUser?.email ?? '')
    setSetup({ secret, url: secret.generateQrCodeUrl(account, 'Labseat') })
  })
  if (!setup)
    return (
      <div className="space-y-2">
        <p className="text-soft text-sm">{t('factor.appAbout')}</p>
        <FailureNotice failure={begin.failure} what={t('factor.appFailed')} />
        <Button look="quiet" busy={begin.busy && t('factor.preparing')} onClick={() => begin.run()}>
          {t('factor.addApp')}
        </Button>
      </div>
    )
  const end = () => setSetup(null)
  const finish = () => {
    end()
    onAdded()
  }
  return <AppSetup {...setup} onAdded={finish} onCancel={end} />
}

function AppSetup({ secret, url, onAdded, onCancel }: Setup & { onAdded: () => void; onCancel: () => void }) {
  const [code, setCode] = useState('')
  const confirm = useAction(async () => {
    const { ways, factors } = await readFactors()
    const assertion = ways.TotpMultiFactorGenerator.assertionForEnrollment(secret, code.replace(/\s/g, ''))
    await factors.enroll(assertion).catch((error: unknown) => {
      throw appFailureOf(error)
    })
    onAdded()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void confirm.run()
  }
  return (
    <form onSubmit={submit} noValidate className="max-w-sm space-y-3">
      <p>{t('factor.scan')}</p>
      <Suspense fallback={<Skeleton className="size-60" />}>
        <QrCode text={url} label={t('factor.qr')} />
      </Suspense>
      <dl>
        <CopyLine name={t('factor.key')} value={secret.secretKey} />
      </dl>
      <TextField
        label={t('factor.appCode')}
        hint={t('factor.appCodeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <FailureNotice failure={confirm.failure} what={t('factor.appFailed')} />
      <div className="flex gap-2">
        <Button type="submit" busy={confirm.busy && t('factor.confirming')} disabled={!code.trim()}>
          {t('factor.confirm')}
        </Button>
        <Button look="quiet" disabled={confirm.busy} onClick={onCancel}>
          {t('factor.cancel')}
        </Button>
      </div>
    </form>
  )
}
