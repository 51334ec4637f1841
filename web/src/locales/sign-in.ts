import { type KeyOf, type PlainKeyOf, registerTexts } from '../lib/i18n.ts'
import english from './en/sign-in.ts'

export type Key = KeyOf<typeof english>
export type PlainKey = PlainKeyOf<typeof english>
export const t = registerTexts('sign-in', english)
