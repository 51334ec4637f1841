import { type KeyOf, type PlainKeyOf, texts } from '../lib/i18n.ts'
import english from './en/sign-in.ts'

export type Key = KeyOf<typeof english>
export type PlainKey = PlainKeyOf<typeof english>
export const t = texts('sign-in', english)
