import * as z from 'zod'
import { platform } from './cloud-credentials.ts'
import { nodes, price } from './cluster-parts.ts'
import { id, time } from './common.ts'
import { operation } from './operation.ts'
import { message } from './validation.ts'

/** labCosts/{clusterId}: what the cluster of a lab cost, written when it is gone. No client reads it. */
export const labCostDocument = z.object({
  /** The operator whose account paid. */
  ownerId: id,
  accountId: id,
  /** Absent: the operator attached the lab. */
  offerId: id.optional(),
  eventId: id,
  /** Of the event. */
  title: z.string(),
  platform,
  nodes,
  isRehearsal: z.boolean(),
  from: time,
  to: time,
  /** By the price table: for the planned time, and for the time that it ran. Null without a known price. */
  estimate: price.nullable(),
  actual: price.nullable(),
  /** Taken seats of the event. */
  people: z.int(),
})
export type LabCostDocument = z.infer<typeof labCostDocument>

export const labCostItem = z
  .object({
    clusterId: id,
    eventId: id,
    title: z.string(),
    accountId: id,
    /** Null after the account was disconnected. */
    account: z.string().nullable(),
    isRehearsal: z.boolean(),
    from: time,
    /** Null while it runs. */
    to: time.nullable(),
    hours: z.number(),
    estimate: price.nullable(),
    actual: price.nullable(),
    people: z.int(),
  })
  .meta({ id: 'LabCost' })
export type LabCostItem = z.infer<typeof labCostItem>

export const labCostsList = operation({
  id: 'lab-costs-list',
  method: 'get',
  path: '/v1/lab-costs',
  summary:
    'What labs in the accounts of the caller cost in a month (UTC): those that ended in it, and in the current month those that run. 1,000 at most. Admins see all accounts.',
  access: 'role',
  limit: 'read',
  query: z.strictObject({
    /** Such as 2026-11. */
    month: z.string().regex(/^20\d\d-(?:0[1-9]|1[0-2])$/, message('month')),
  }),
  csv: true,
  responses: { 200: z.object({ items: z.array(labCostItem) }) },
})
