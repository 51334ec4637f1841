import { registerTexts } from '../lib/i18n.ts'
import english from './en/my-events.ts'

export const t = registerTexts('myEvents', english)
