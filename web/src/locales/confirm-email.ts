import { texts } from '../lib/i18n.ts'
import english from './en/confirm-email.ts'

export const t = texts('confirm-email', english)
