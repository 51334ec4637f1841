import * as z from 'zod'
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

/** Minor units (cents) and an ISO 4217 code. */
export const money = z
  .strictObject({
    amount: z.int().min(1, message('amount')).max(100_000_000),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, message('currency'))
      .refine((code) => Intl.supportedValuesOf('currency').includes(code), message('currency')),
  })
  .meta({ id: 'Money', description: 'Minor units and an ISO 4217 code.' })
export type Money = z.infer<typeof money>

/** One line of text: trimmed, no control characters. */
export const line = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^\P{Cc}*$/u, message('oneLine'))

export const timeZone = z
  .string()
  .max(60)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
    } catch {
      return false
    }
  }, message('timeZone'))

export const tag = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} +#.-]{0,29}$/u, message('tag'))

/** `?limit=&cursor=` of every list: 1–100 items, default 20. The cursor is opaque. */
export const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
})

/** `{items, nextCursor}`; without `nextCursor` the list has ended. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().optional() })
