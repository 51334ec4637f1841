import { Suspense, useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import { may } from '../../../domain/roles.ts'
import { answer, api } from '../lib/api.ts'
import { lazyPart } from '../lib/part.ts'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/reports.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { Unfetched } from '../ui/notice.tsx'

const ReportDialog = lazyPart(() => import('./report-dialog.tsx'))

/** The button with which a person reports somebody else's event to the admins, and an admin hides it. */
export default function ReportEvent({ event }: { event: Event }) {
  const { person, profile } = useSession()
  const [isOpen, setIsOpen] = useState(false)
  const [news, setNews] = useState('')
  const mayHide = person && profile && may({ uid: person.uid, role: profile.role }, 'reports-hide')
  const close = () => setIsOpen(false)
  return (
    <div className="border-line border-t pt-4 md:col-start-1">
      {news === '' && (
        <Button look="plain" onClick={() => setIsOpen(true)}>
          {t(mayHide ? 'row.hide' : 'report.do')}
        </Button>
      )}
      <p role="status" className="text-good empty:hidden">
        {news}
      </p>
      {isOpen &&
        (mayHide ? (
          <HideEvent event={event} onHidden={setNews} onClose={close} />
        ) : (
          <ErrorBoundary fallback={<Unfetched />}>
            <Suspense fallback={null}>
              <ReportDialog event={event} onSent={() => setNews(t('report.sent'))} onClose={close} />
            </Suspense>
          </ErrorBoundary>
        ))}
    </div>
  )
}

function HideEvent({
  event: { id, title },
  onHidden,
  onClose,
}: {
  event: Event
  /** Gets a text about the change. */
  onHidden: (text: string) => void
  onClose: () => void
}) {
  return (
    <Confirm
      title={t('hide.ask', { title })}
      action={t('row.hide')}
      doing={t('row.hiding')}
      keep={t('takedown.keep')}
      failed={t('row.failed')}
      unsure={t('hide.unsure')}
      onConfirm={async () => {
        await answer(api.POST('/v1/reports/{eventId}/hide', { params: { path: { eventId: id } } }))
        onHidden(t('done.hide', { title }))
      }}
      onClose={onClose}
    >
      {t('hide.about')}
    </Confirm>
  )
}
