import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { resourceAction, stageName } from '../../contract/runs.ts'
import type { Store } from './store.ts'

/**
 * A plan that waits for approval. The apps of a cluster that does not exist yet have only an estimate: its changes are stored without a plan
 * file, and only the same changes may be applied.
 */
const storedPlan = z.object({
  stages: z.array(
    z.object({
      name: stageName,
      /** The plan file, base64. */
      plan: z.string().optional(),
      changes: z.array(z.object({ address: z.string(), action: resourceAction })),
    }),
  ),
})
export type StoredPlan = z.infer<typeof storedPlan>

const algorithm = 'aes-256-gcm'
const nameOf = (run: string) => `plan-${run}`

/** Encrypts a plan for one run: the additional data authenticates the run's id. */
export const seal = (key: string, run: string, text: string): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, Buffer.from(key, 'base64'), nonce)
  cipher.setAAD(Buffer.from(nameOf(run)))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}
/** @throws Error for another key, another run or changed bytes */
export const unseal = (key: string, run: string, bytes: Buffer): string => {
  const decipher = createDecipheriv(algorithm, Buffer.from(key, 'base64'), bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(nameOf(run)))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/** Stores the plan of a run, encrypted, beside the state. */
export const createPlanStore = (store: Store, key: string, run: string) => ({
  write: (plan: StoredPlan) => store.put(nameOf(run), seal(key, run, JSON.stringify(plan))),
  /** @returns undefined when the plan is gone or can't be decrypted, so that the run needs a new plan */
  read: async (): Promise<StoredPlan | undefined> => {
    const bytes = await store.get(nameOf(run))
    if (!bytes) return undefined
    try {
      return storedPlan.parse(JSON.parse(unseal(key, run, bytes)))
    } catch {
      return undefined
    }
  },
  remove: () => store.remove(nameOf(run)),
  /** Removes the plans of earlier runs, which were discarded or whose runner was lost. */
  removeEarlier: async () => {
    for (const name of await store.list())
      if (name.startsWith(nameOf('')) && name !== nameOf(run)) await store.remove(name)
  },
})
export type PlanStore = ReturnType<typeof createPlanStore>
