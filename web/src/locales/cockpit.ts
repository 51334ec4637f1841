import { type PlainKeyOf, registerTexts } from '../lib/i18n.ts'
import english from './en/cockpit.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = registerTexts('cockpit', english)
