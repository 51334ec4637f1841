import type * as z from 'zod'
import { googleKey } from '../../../contract/cloud-credentials.ts'
import { t } from '../locales/cloud-accounts.ts'
import { fieldText } from '../locales/fields.ts'
import { sizeText } from './words.ts'

export type GoogleKey = z.infer<typeof googleKey>
export type KeyFile = { key: GoogleKey } | { problems: string[] }

/** A real key file is about 2 kB. */
const maxBytes = 64 * 1024

export const sizeProblemOf = (size: number): string | null =>
  size > maxBytes ? t('file.large', { size: sizeText(size) }) : null

const typeOf = (value: unknown): string | null => {
  const type = (value as { type?: unknown } | null)?.type
  return typeof type === 'string' && /^[\w-]{1,40}$/.test(type) ? type : null
}

/** A key from a variable or another JSON file is JSON in a JSON string. */
const parseKey = (text: string): unknown => {
  const value: unknown = JSON.parse(text.replace(/^[\s\ufeff]+/, ''))
  return typeof value === 'string' ? JSON.parse(value) : value
}

/** Parses a key file. Returns the contract's fields only, or all that is wrong with the text. */
export const readKey = (text: string): KeyFile => {
  const large = sizeProblemOf(new Blob([text]).size)
  if (large) return { problems: [large] }
  let value: unknown
  try {
    value = parseKey(text)
  } catch {
    return { problems: [t('file.notJson')] }
  }
  const read = googleKey.safeParse(value)
  if (read.success) return { key: read.data }
  const type = typeOf(value)
  if (type && type !== 'service_account')
    return {
      problems: [
        `${fieldText(googleKey.shape.type.safeParse(type).error?.issues[0]?.message ?? '')} ${t('file.wrongType', { type })}`,
      ],
    }
  const words = read.error.issues.map(({ code, path, message }) => {
    const name = path.join('.')
    if (name === '') return t('file.notJson')
    return code === 'invalid_type' ? t('file.missing', { name }) : fieldText(message)
  })
  return { problems: [...new Set(words)].slice(0, 3) }
}
