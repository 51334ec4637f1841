import { registerTexts } from '../lib/i18n.ts'
import english from './en/give-up.ts'

export const t = registerTexts('giveUp', english)
