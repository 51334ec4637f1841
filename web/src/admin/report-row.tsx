import { useState } from 'react'
import { Link } from 'react-router'
import type { Report } from '../../../contract/reports.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/reports.ts'
import { reasonNames } from '../reports/reasons.ts'
import { Ago } from '../ui/ago.tsx'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { FailureNotice } from '../ui/notice.tsx'

/** One reported event with what people said, and what an admin can do. `onChanged` gets a text about the change. */
export function ReportRow({ report, onChanged }: { report: Report; onChanged: (text: string) => void }) {
  const { eventId, event, statements } = report
  const title = event?.title ?? t('row.gone')
  return (
    <li className="grid gap-x-6 gap-y-3 py-4 md:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <h2 className="wrap-anywhere font-medium">
          {event ? (
            <Link to={`/events/${eventId}`} className="hover:underline">
              <bdi>{title}</bdi>
            </Link>
          ) : (
            title
          )}
        </h2>
        <p className="flex flex-wrap gap-x-3 text-soft text-sm">
          {event && <span>{t('row.owner', { name: event.ownerName })}</span>}
          <span>{report.count > 0 ? t('row.count', { count: report.count }) : t('row.unreported')}</span>
          {report.count > 0 && <Ago at={report.lastAt} text={(when) => t('row.last', { when })} />}
        </p>
        <ul className="mt-2 space-y-1">
          {statements.map(({ reason, comment, at }) => (
            <li key={at} className="wrap-anywhere max-w-prose text-sm">
              <span className="font-medium">{t(reasonNames[reason])}</span>
              {comment && (
                <>
                  {' · '}
                  <bdi>{comment}</bdi>
                </>
              )}
            </li>
          ))}
        </ul>
      </div>
      <Actions report={report} title={title} onChanged={onChanged} />
    </li>
  )
}

type ActionProps = { report: Report; title: string; onChanged: (text: string) => void }

function Actions({ report: { eventId, event, state }, title, onChanged }: ActionProps) {
  const params = { path: { eventId } }
  const [isTakingDown, setIsTakingDown] = useState(false)
  const hide = useAction(async () => {
    await answer(api.POST('/v1/reports/{eventId}/hide', { params }))
    onChanged(t('done.hide', { title }))
  })
  const restore = useAction(async () => {
    await answer(api.POST('/v1/reports/{eventId}/restore', { params }))
    onChanged(t('done.restore', { title }))
  })
  const dismiss = useAction(async () => {
    await answer(api.POST('/v1/reports/{eventId}/dismiss', { params }))
    onChanged(t('done.dismiss', { title }))
  })
  return (
    <div className="flex flex-wrap items-start gap-2">
      {event && state !== 'hidden' && (
        <Button
          look="quiet"
          busy={hide.busy && t('row.hiding')}
          aria-label={t('row.hideName', { title })}
          onClick={hide.run}
        >
          {t('row.hide')}
        </Button>
      )}
      {event && state === 'hidden' && (
        <Button
          look="quiet"
          busy={restore.busy && t('row.restoring')}
          aria-label={t('row.restoreName', { title })}
          onClick={restore.run}
        >
          {t('row.restore')}
        </Button>
      )}
      {state === 'open' && (
        <Button
          look="plain"
          busy={dismiss.busy && t('row.dismissing')}
          aria-label={t('row.dismissName', { title })}
          onClick={dismiss.run}
        >
          {t('row.dismiss')}
        </Button>
      )}
      {event && (
        <Button
          look="plain"
          aria-label={t('row.takedownName', { name: event.ownerName })}
          onClick={() => setIsTakingDown(true)}
        >
          {t('row.takedown')}
        </Button>
      )}
      <FailureNotice
        failure={hide.failure ?? restore.failure ?? dismiss.failure}
        what={t('row.failed')}
        unsure={t('row.unsure')}
        className="basis-full"
      />
      {isTakingDown && event && (
        <Takedown event={event} onChanged={onChanged} onClose={() => setIsTakingDown(false)} />
      )}
    </div>
  )
}

type TakedownProps = {
  event: NonNullable<Report['event']>
  onChanged: (text: string) => void
  onClose: () => void
}

function Takedown({ event: { ownerId, ownerName: name }, onChanged, onClose }: TakedownProps) {
  const suspend = async () => {
    const params = { path: { uid: ownerId } }
    await answer(api.PUT('/v1/users/{uid}/suspended', { params, body: { suspended: true } }))
    onChanged(t('done.takedown', { name }))
  }
  return (
    <Confirm
      title={t('takedown.title', { name })}
      action={t('takedown.do')}
      doing={t('takedown.doing')}
      keep={t('takedown.keep')}
      failed={t('row.failed')}
      unsure={t('row.unsure')}
      onConfirm={suspend}
      onClose={onClose}
    >
      {t('takedown.about')}
    </Confirm>
  )
}
