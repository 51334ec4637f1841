import { type PlainKeyOf, texts } from '../lib/i18n.ts'
import english from './en/password.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = texts('password', english)
