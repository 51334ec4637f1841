import { eventDocument } from '../../contract/events.ts'
import { isOpen, nextReminder, reminderLeadMs } from '../../domain/events.ts'
import { type ChoreContext, runForEach } from '../chore.ts'
import { documents, Timestamp, toFields } from '../documents.ts'
import { eventNotice } from '../notify/notice-content.ts'
import { notifyAttendees } from '../notify/notify-attendees.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'

/**
 * Reminds everybody with a seat in an event whose `remindAt` has come, except people who took their seat later. The id of the notice
 * contains the day or the hour in which the reminder is due, so an event that moves often reminds each person once a day and once an hour.
 */
export const sendReminders = async (eventId: string, now: string): Promise<void> => {
  const ref = documents.event(eventId)
  const event = (await ref.get()).data()
  const dueAt = event?.remindAt
  if (!dueAt || dueAt > now) return
  if (isOpen(event, now)) {
    const dueMs = Date.parse(dueAt)
    const unit = Date.parse(event.startsAt) - dueMs > reminderLeadMs.hour ? 'day' : 'hour'
    const seats = documents
      .registrations(eventId)
      .where('state', '==', 'confirmed')
      .where('requestedAt', '<=', Timestamp.fromDate(new Date(dueAt)))
      .orderBy('requestedAt')
    const content = eventNotice('reminder', { id: eventId, ...event })
    await notifyAttendees(
      seats,
      `reminder-${unit}_${eventId}_${Math.floor(dueMs / reminderLeadMs[unit])}`,
      content,
      now,
    )
  }
  await retryOnConflict(async () => {
    const snapshot = await ref.get()
    const { remindAt, startsAt } = snapshot.data() ?? {}
    // The event was moved meanwhile and has a new reminder.
    if (remindAt !== dueAt || !startsAt) return
    await ref.update(toFields(eventDocument, { remindAt: nextReminder(startsAt, now) }), {
      lastUpdateTime: snapshot.updateTime!,
    })
  })
}

/** Sends the reminders of all events whose `remindAt` has come. */
export const sendDueReminders = async (context: ChoreContext): Promise<number> => {
  const due = await documents
    .events()
    .where('remindAt', '<=', Timestamp.fromDate(new Date(context.now)))
    .limit(context.maxItems)
    .get()
  return runForEach(
    context,
    due.docs.map(({ id, ref }) => ({ path: ref.path, id })),
    ({ id }) => sendReminders(id, context.now),
  )
}
