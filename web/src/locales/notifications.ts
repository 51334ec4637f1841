import { texts } from '../lib/i18n.ts'
import english from './en/notifications.ts'

export const t = texts('notifications', english)
