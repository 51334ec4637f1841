import { type PlainKeyOf, registerTexts } from '../lib/i18n.ts'
import english from './en/sign-ins.ts'

export const t = registerTexts('sign-ins', english)
export type PlainKey = PlainKeyOf<typeof english>
