import { registerTexts } from '../lib/i18n.ts'
import english from './en/home.ts'

export const t = registerTexts('home', english)
