import type * as z from 'zod'
import type { Operation } from '../contract/operation.ts'

export type JsonReply<Status extends number = number, Body = unknown> = {
  format: 'json'
  status: Status
  body: Body
}
export type CsvReply<Status extends number = number> = {
  format: 'csv'
  status: Status
  /** A long table comes in parts, so that it is never in memory as a whole. */
  text: string | AsyncIterable<string>
  fileName: string | undefined
}
export type XlsxReply<Status extends number = number> = {
  format: 'xlsx'
  status: Status
  bytes: Uint8Array
  fileName: string
}
export type WebpReply<Status extends number = number> = {
  format: 'webp'
  status: Status
  bytes: Uint8Array
  maxAgeSeconds: number
}
export type CalendarReply<Status extends number = number> = {
  format: 'calendar'
  status: Status
  text: string
  maxAgeSeconds: number
}
export type EmptyReply<Status extends number = number> = { format: 'empty'; status: Status }
export type RedirectReply<Status extends number = number> = { format: 'redirect'; status: Status; to: string }
/** The result of a handler. respond.ts sends it. */
export type Reply = JsonReply | CsvReply | XlsxReply | WebpReply | CalendarReply | EmptyReply | RedirectReply

/** Fields that the operation's schema doesn't name are removed before the body is sent. */
export const json = <const Status extends number, Body>(
  status: Status,
  body: Body,
): JsonReply<Status, Body> => ({ format: 'json', status, body })

/** @param fileName under which a browser saves it */
export const csv = <const Status extends number>(
  status: Status,
  text: string | AsyncIterable<string>,
  fileName?: string,
): CsvReply<Status> => ({ format: 'csv', status, text, fileName })

export const xlsx = <const Status extends number>(
  status: Status,
  bytes: Uint8Array,
  fileName: string,
): XlsxReply<Status> => ({ format: 'xlsx', status, bytes, fileName })

/** @param maxAgeSeconds how long any cache may keep the picture */
export const webp = <const Status extends number>(
  status: Status,
  bytes: Uint8Array,
  maxAgeSeconds: number,
): WebpReply<Status> => ({ format: 'webp', status, bytes, maxAgeSeconds })

/** @param maxAgeSeconds how long any cache may keep the file; 0: none may */
export const calendar = <const Status extends number>(
  status: Status,
  text: string,
  maxAgeSeconds: number,
): CalendarReply<Status> => ({ format: 'calendar', status, text, maxAgeSeconds })

export const empty = <const Status extends number>(status: Status): EmptyReply<Status> => ({
  format: 'empty',
  status,
})

/** @param to an address of this Labseat, never one from a request */
export const redirect = <const Status extends number>(status: Status, to: string): RedirectReply<Status> => ({
  format: 'redirect',
  status,
  to,
})

type ReplyWith<O extends Operation, Status, Schema> = Status extends number
  ? Schema extends z.ZodType
    ? O extends { readonly image: true }
      ? WebpReply<Status>
      : O extends { readonly calendar: true }
        ? CalendarReply<Status>
        :
            | JsonReply<Status, z.input<Schema>>
            | (O extends { readonly csv: true } ? CsvReply<Status> : never)
            | (O extends { readonly xlsx: true } ? XlsxReply<Status> : never)
    : O extends { readonly redirects: true }
      ? RedirectReply<Status>
      : EmptyReply<Status>
  : never

/** The replies that an operation declares. A handler that returns another status or body doesn't compile. */
export type ReplyOf<O extends Operation> = {
  [Status in keyof O['responses']]: ReplyWith<O, Status, O['responses'][Status]>
}[keyof O['responses']]
