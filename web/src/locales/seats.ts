import { type PlainKeyOf, texts } from '../lib/i18n.ts'
import english from './en/seats.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = texts('seats', english)
