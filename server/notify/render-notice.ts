import type { NotificationContent } from '../../contract/notifications.ts'
import { formatTime, translate, type Values } from '../texts.ts'
import { renderChanges } from './render-changes.ts'

/**
 * The title and body of a notice in a language. The text gets the time `at` as `when`, in the event's time zone and in the reader's.
 * `count` and `context` choose between texts.
 */
export const renderNotice = (
  { kind, values }: Pick<NotificationContent, 'kind' | 'values'>,
  language?: string,
  ownZone?: string | null,
): { title: string; body: string } => {
  const { at, timeZone } = values
  const textValues: Values =
    at === undefined
      ? values
      : { ...values, when: formatTime(language, String(at), String(timeZone), ownZone) }
  const hasWaitingList = kind === 'new-registrations' && Number(values.waitlisted) > 0
  const changes = kind === 'event-changed' ? renderChanges(values, language, ownZone) : []
  return {
    title: translate(language, 'notices', `${kind}.title`, textValues),
    body: [
      ...changes,
      translate(language, 'notices', hasWaitingList ? `${kind}.body-waiting` : `${kind}.body`, textValues),
    ].join(' '),
  }
}
