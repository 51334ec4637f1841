import { type PlainKeyOf, registerTexts } from '../lib/i18n.ts'
import english from './en/clients.ts'

export const t = registerTexts('clients', english)
export type PlainKey = PlainKeyOf<typeof english>
