import { MailWarning } from 'lucide-react'
import { t } from '../locales/confirm-email.ts'
import { renderBold } from '../ui/marked.ts'
import ResendVerification from '../ui/resend-verification.tsx'

/** Asks the person to confirm their e-mail address. */
export default function VerifyBanner({ email: address }: { email: string }) {
  return (
    <section aria-label={t('bar.label')} className="border-line border-b bg-warn-soft text-warn">
      <div className="page flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-1.5 text-sm">
        <p className="flex min-w-52 flex-1 gap-2.5">
          <MailWarning size={18} aria-hidden className="mt-px shrink-0" />
          <span>
            {renderBold(t('bar.text', { email: address }), (email) => (
              <strong className="font-semibold">{email}</strong>
            ))}
          </span>
        </p>
        <ResendVerification name={t('send.again')} look="plain" />
      </div>
    </section>
  )
}
