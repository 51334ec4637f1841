import { type PlainKeyOf, texts } from '../lib/i18n.ts'
import english from './en/unsubscribe.ts'

export const t = texts('unsubscribe', english)
export type PlainKey = PlainKeyOf<typeof english>
