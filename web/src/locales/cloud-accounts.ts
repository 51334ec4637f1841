import { type PlainKeyOf, texts } from '../lib/i18n.ts'
import english from './en/cloud-accounts.ts'

export type PlainKey = PlainKeyOf<typeof english>
export const t = texts('cloud-accounts', english)
