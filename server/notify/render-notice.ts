import type { NotificationContent } from '../../contract/notifications.ts'
import { formatTime, translate, type Values } from '../texts.ts'

/** What a notice says, in a language. A time in its values is written by the clock of the place: `when`. `count` and `context` choose between texts. */
export const renderNotice = (
  { kind, values }: Pick<NotificationContent, 'kind' | 'values'>,
  language?: string,
): { title: string; body: string } => {
  const { at, timeZone } = values
  const said: Values =
    at === undefined ? values : { ...values, when: formatTime(language, String(at), String(timeZone)) }
  const waiting = kind === 'new-registrations' && Number(values.waitlisted) > 0
  return {
    title: translate(language, 'notices', `${kind}.title`, said),
    body: translate(language, 'notices', waiting ? `${kind}.body-waiting` : `${kind}.body`, said),
  }
}
