import * as z from 'zod'
import { listCurrencies } from './currencies.ts'
import { cleanText, hasLetter, isVisible, lowerCase } from './text.ts'
import { message } from './validation.ts'
import './validation-issues.ts'

/** An opaque identifier with the characters of Firestore ids and Firebase uids. Never `me`. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/, message('id'))
  // Firestore reserves such ids: https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields
  .refine((text) => !/^__.*__$/.test(text), message('id'))
  .meta({ id: 'Id', description: 'Opaque.' })

/** A moment: RFC 3339, UTC, milliseconds. Firestore stores it as a Timestamp (server/documents.ts). */
export const time = z.iso
  .datetime({ offset: true, error: message('time') })
  .transform((text) => new Date(text).toISOString())
  // Firestore's first year is 1.
  .pipe(z.iso.datetime().refine((text) => text >= '0001', message('year')))
  .meta({ id: 'Time', description: 'RFC 3339. Responses are in UTC.', example: '2027-05-01T09:00:00.000Z' })

const currencies: ReadonlySet<string> = new Set(listCurrencies())

/** Minor units (cents) and an ISO 4217 code. */
export const money = z
  .strictObject({
    amount: z.int().min(1, message('amount')).max(100_000_000),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, message('currency'))
      .refine((code) => currencies.has(code), message('currency')),
  })
  .meta({ id: 'Money', description: 'Minor units and an ISO 4217 code.' })
export type Money = z.infer<typeof money>

/**
 * One line of text: trimmed, in Unicode's composed form, without control characters, and without marks that turn the direction of the text
 * around it (U+202A–U+202E, U+2066–U+2069). The weak marks U+200E, U+200F and U+061C stay, because `C++` in a Hebrew title needs them. If
 * the line must have characters, one of them can be seen. `min` and `max` count code points, as JSON Schema does.
 */
export const line = (min: number, max: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .min(min)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u, message('oneLine'))
    // An empty text has its own problem, from `min`.
    .refine((text) => text === '' || isVisible(text), message('required'))

/** One line that names a person, an event or a thing: it has a letter or a digit that can be seen. An empty one has its own problem. */
export const nameLine = (min: number, max: number) =>
  line(min, max).refine((text) => !isVisible(text) || hasLetter(text), message('letter'))

/** Text of several lines, without control characters (contract/text.ts). */
export const lines = (max: number) => z.string().overwrite(cleanText).max(max)

/** An address that people open. `https://labseat.com@evil.example` leads to evil.example, so it has no user information. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: message('url') })
  .max(2000)
  .refine((text) => {
    const url = URL.parse(text)
    return !url?.username && !url?.password
  }, message('urlWithPassword'))

/** Vowel signs and accents are marks, and U+200C and U+200D join letters of Persian, Malayalam and Sinhala. */
export const tag = z
  .string()
  .normalize('NFC')
  .trim()
  .overwrite(lowerCase)
  .regex(/^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M} +#.-]|\u200c|\u200d){0,29}$/u, message('tag'))
  // A text that begins otherwise has its own problem.
  .refine((text) => !/^[\p{L}\p{N}]/u.test(text) || hasLetter(text), message('letter'))

/** `?limit=&cursor=` of every list: 1–100 items, default 20. The cursor is opaque. */
export const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
})

/** `{items, nextCursor}`; without `nextCursor` the list has ended. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() })
