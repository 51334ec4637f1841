import * as z from 'zod'
import { time } from '../../contract/common.ts'

/** clusters/{id}/runs/{id}/private/access: the digests of the claim and session of the attempt that is queued or at work. The secrets are stored nowhere. */
export const runAccess = z.object({
  attempt: z.int(),
  claim: z.string(),
  claimedUntil: time,
  /** Digest of the nonce of the runner that claimed the attempt. */
  nonce: z.string().nullable(),
  claimedAt: time.nullable(),
  session: z.string().nullable(),
})
export type RunAccess = z.infer<typeof runAccess>

/** clusters/{id}/runs/{id}/log/{00000…}: a few hundred lines of a run. */
export const logPart = z.object({ at: time, text: z.string() })
