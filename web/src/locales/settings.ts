import { type PlainKeyOf, texts } from '../lib/i18n.ts'
import english from './en/settings.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = texts('settings', english)
