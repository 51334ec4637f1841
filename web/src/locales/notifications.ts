import { registerTexts } from '../lib/i18n.ts'
import english from './en/notifications.ts'

export const t = registerTexts('notifications', english)
