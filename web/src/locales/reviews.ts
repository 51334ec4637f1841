import { type PlainKeyOf, texts } from '../lib/i18n.ts'
import english from './en/reviews.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = texts('reviews', english)
