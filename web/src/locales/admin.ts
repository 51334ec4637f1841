import { type PlainKeyOf, registerTexts } from '../lib/i18n.ts'
import english from './en/admin.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = registerTexts('admin', english)
