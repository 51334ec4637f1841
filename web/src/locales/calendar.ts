import { registerTexts } from '../lib/i18n.ts'
import english from './en/calendar.ts'

export const t = registerTexts('calendar', english)
