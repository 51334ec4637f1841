import * as z from 'zod'
import { time } from '../../contract/common.ts'

/** clusters/{id}/runs/{id}/private/access: what opens the attempt that is queued or at work. Digests alone; a claim and a session are kept nowhere. */
export const runAccess = z.object({
  attempt: z.int(),
  claim: z.string(),
  claimedUntil: time,
  /** Of the runner that claimed it. */
  nonce: z.string().nullable(),
  claimedAt: time.nullable(),
  session: z.string().nullable(),
})
export type RunAccess = z.infer<typeof runAccess>

/** clusters/{id}/runs/{id}/log/{00000…}: some hundred lines of a run. */
export const logPart = z.object({ at: time, text: z.string() })
