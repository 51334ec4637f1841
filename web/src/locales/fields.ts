import { texts } from '../lib/i18n.ts'
import english from './en/fields.ts'

const t = texts('fields', english) as (key: string, values: Record<string, number>) => string

/** Each text as a pattern of what it says with its numbers. */
const patterns = Object.entries(english).map(([key, text]): [string, RegExp] => {
  const literal = text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
  return [key, new RegExp(`^${literal.replaceAll(/\{\{(\w+).*?\}\}/g, '(?<$1>[\\d,]+)')}$`)]
})

/** The key of what the contract said. */
export const keyOf = (message: string): string | undefined =>
  patterns.find(([, pattern]) => pattern.test(message))?.[0]

/** What the contract said of a field, in the reader's language; anything else as it was said. */
export const fieldText = (message: string): string => {
  const [key, pattern] = patterns.find(([, one]) => one.test(message)) ?? []
  if (!key) return message
  const numbers = Object.entries(pattern?.exec(message)?.groups ?? {})
  return t(
    key,
    Object.fromEntries(numbers.map(([name, digits]) => [name, Number(digits.replaceAll(',', ''))])),
  )
}
