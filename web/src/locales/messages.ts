import { registerTexts } from '../lib/i18n.ts'
import english from './en/messages.ts'

export const t = registerTexts('messages', english)
