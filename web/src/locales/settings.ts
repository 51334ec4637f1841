import { type PlainKeyOf, registerTexts } from '../lib/i18n.ts'
import english from './en/settings.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = registerTexts('settings', english)
