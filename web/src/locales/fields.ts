import { parseMessage } from '../../../contract/validation.ts'
import { registerTexts } from '../lib/i18n.ts'
import english from './en/fields.ts'

const t = registerTexts('fields', english) as (
  key: string,
  values?: Record<string, string | number>,
) => string

/** The problem of a field in the reader's language. A text without a validation key stays unchanged. */
export const fieldText = (text: string): string => {
  const message = parseMessage(text)
  return message ? t(message.key, message.values) : text
}
