import { registerTexts } from '../lib/i18n.ts'
import english from './en/my-seats.ts'

export const t = registerTexts('mySeats', english)
