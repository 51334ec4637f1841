import { type PlainKeyOf, registerTexts } from '../lib/i18n.ts'
import english from './en/activity.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = registerTexts('activity', english)
