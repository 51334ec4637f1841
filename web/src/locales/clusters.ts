import { type PlainKeyOf, texts } from '../lib/i18n.ts'
import english from './en/clusters.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = texts('clusters', english)
