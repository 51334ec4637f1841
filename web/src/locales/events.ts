import { registerTexts } from '../lib/i18n.ts'
import english from './en/events.ts'

export const t = registerTexts('events', english)
