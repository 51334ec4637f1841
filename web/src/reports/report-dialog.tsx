import { useState } from 'react'
import type { Event } from '../../../contract/events.ts'
import type { ReportReason } from '../../../contract/reports.ts'
import { answer, api } from '../lib/api.ts'
import { t } from '../locales/reports.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Select, TextArea } from '../ui/field.tsx'
import { reasonNames } from './reasons.ts'

/** Asks why, then reports the event. */
export default function ReportDialog({
  event,
  onSent,
  onClose,
}: {
  event: Event
  onSent: () => void
  onClose: () => void
}) {
  const [reason, setReason] = useState<ReportReason>('spam')
  const [comment, setComment] = useState('')
  const send = async () => {
    const params = { path: { eventId: event.id } }
    await answer(api.POST('/v1/events/{eventId}/reports', { params, body: { reason, comment } }))
    onSent()
  }
  return (
    <Confirm
      title={t('report.title', { title: event.title })}
      action={t('report.send')}
      doing={t('report.sending')}
      keep={t('report.keep')}
      failed={t('report.failed')}
      unsure={t('report.unsure')}
      onConfirm={send}
      onClose={onClose}
      fields={
        <div className="mt-4">
          <Select
            label={t('report.reason')}
            value={reason}
            onChange={(change) => setReason(change.target.value as ReportReason)}
          >
            {Object.entries(reasonNames).map(([value, name]) => (
              <option key={value} value={value}>
                {t(name)}
              </option>
            ))}
          </Select>
          <TextArea
            label={t('report.comment')}
            hint={t('report.optional')}
            rows={3}
            maxLength={1000}
            value={comment}
            onChange={(change) => setComment(change.target.value)}
          />
        </div>
      }
    >
      {t('report.about')}
    </Confirm>
  )
}
