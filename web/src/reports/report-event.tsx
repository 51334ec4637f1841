import { Suspense, useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import { lazyPart } from '../lib/part.ts'
import { t } from '../locales/reports.ts'
import { Button } from '../ui/button.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { Unfetched } from '../ui/notice.tsx'

const ReportDialog = lazyPart(() => import('./report-dialog.tsx'))

/** The button with which a person reports somebody else's event to the admins. */
export default function ReportEvent({ event }: { event: Event }) {
  const [isOpen, setIsOpen] = useState(false)
  const [isSent, setIsSent] = useState(false)
  return (
    <div className="border-line border-t pt-4 md:col-start-1">
      {!isSent && (
        <Button look="plain" onClick={() => setIsOpen(true)}>
          {t('report.do')}
        </Button>
      )}
      <p role="status" className="text-good empty:hidden">
        {isSent && t('report.sent')}
      </p>
      {isOpen && (
        <ErrorBoundary fallback={<Unfetched />}>
          <Suspense fallback={null}>
            <ReportDialog event={event} onSent={() => setIsSent(true)} onClose={() => setIsOpen(false)} />
          </Suspense>
        </ErrorBoundary>
      )}
    </div>
  )
}
