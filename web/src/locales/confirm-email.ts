import { registerTexts } from '../lib/i18n.ts'
import english from './en/confirm-email.ts'

export const t = registerTexts('confirm-email', english)
