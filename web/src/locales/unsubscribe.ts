import { type PlainKeyOf, registerTexts } from '../lib/i18n.ts'
import english from './en/unsubscribe.ts'

export const t = registerTexts('unsubscribe', english)
export type PlainKey = PlainKeyOf<typeof english>
