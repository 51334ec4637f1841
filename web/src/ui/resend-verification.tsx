import { useEffect, useState, useSyncExternalStore } from 'react'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/confirm-email.ts'
import { Button } from './button.tsx'
import { failureText } from './failure-text.ts'

const pauseMs = 60_000
let sentAt = 0
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Sends the confirmation e-mail again, at most once a minute on this page. The API limits other pages in the same way. */
export default function ResendVerification({
  name,
  look = 'quiet',
  className = '',
}: {
  name: string
  look?: 'quiet' | 'plain'
  className?: string
}) {
  const sentAtMs = useSyncExternalStore(subscribe, () => sentAt)
  const [now, setNow] = useState(Date.now)
  const secondsLeft = Math.ceil((sentAtMs + pauseMs - now) / 1000)

  useEffect(() => {
    if (secondsLeft <= 0) return
    const tick = setTimeout(() => setNow(Date.now()), 1000)
    return () => clearTimeout(tick)
  })

  const send = useAction(async () => {
    await answer(api.POST('/v1/auth/resend-verification'))
    sentAt = Date.now()
    setNow(sentAt)
    for (const listener of listeners) listener()
  })

  return (
    <span className={`inline-flex flex-col gap-1 ${className}`}>
      <Button look={look} busy={send.busy && t('send.doing')} disabled={secondsLeft > 0} onClick={send.run}>
        {secondsLeft > 0 ? t('send.sent', { seconds: secondsLeft }) : name}
      </Button>
      {send.failure && (
        <span role="alert" className="text-bad text-sm">
          {t('send.failed')} {failureText(send.failure)}
        </span>
      )}
    </span>
  )
}
