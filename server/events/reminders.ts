import { eventDocument } from '../../contract/events.ts'
import { isOpen, nextReminder, reminderLeadMs } from '../../domain/events.ts'
import { documents, Timestamp, toFields } from '../documents.ts'
import { eventNotice } from '../notify/notice-content.ts'
import { notifyAttendees } from '../notify/notify-attendees.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

/**
 * Reminds who has a seat in an event whose `remindAt` has come, but not who took it after that. The notice's id names the start, so that
 * nobody is reminded twice of it, and everybody anew of an event that was moved.
 */
export const sendReminders = async (eventId: string, now: string): Promise<void> => {
  const ref = documents.event(eventId)
  const event = (await ref.get()).data()
  const due = event?.remindAt
  if (!due || due > now) return
  if (isOpen(event, now)) {
    const start = Date.parse(event.startsAt)
    const which = start - Date.parse(due) > reminderLeadMs.hour ? 'day' : 'hour'
    const seats = documents
      .registrations(eventId)
      .where('state', '==', 'confirmed')
      .where('requestedAt', '<=', Timestamp.fromDate(new Date(due)))
      .orderBy('requestedAt')
    const content = eventNotice('reminder', { id: eventId, ...event })
    await notifyAttendees(seats, `reminder-${which}_${eventId}_${start}`, content, now)
  }
  await retryOnConflict(async () => {
    const snapshot = await ref.get()
    const { remindAt, startsAt } = snapshot.data() ?? {}
    // It was moved meanwhile, and has another reminder coming.
    if (remindAt !== due || !startsAt) return
    await ref.update(toFields(eventDocument, { remindAt: nextReminder(startsAt, now) }), {
      lastUpdateTime: snapshot.updateTime!,
    })
  })
}
