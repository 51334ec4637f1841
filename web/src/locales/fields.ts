import { parseMessage } from '../../../contract/validation.ts'
import { texts } from '../lib/i18n.ts'
import english from './en/fields.ts'

const t = texts('fields', english) as (key: string, values?: Record<string, string | number>) => string

/** What is wrong with a field, in the reader's language. A text that is no message of the contract stays as it is. */
export const fieldText = (text: string): string => {
  const message = parseMessage(text)
  return message ? t(message.key, message.values) : text
}
