import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import * as z from 'zod'
import { resourceAction, stageName } from '../../contract/runs.ts'
import type { Store } from './store.ts'

/**
 * What was planned and waits for approval. A stage whose plan rests on what another stage will have made can't be planned exactly before
 * that: of it the changes are kept that were foreseen, and nothing else may be carried out.
 */
const keptPlan = z.object({
  stages: z.array(
    z.object({
      name: stageName,
      /** The plan file, base64. */
      plan: z.string().optional(),
      changes: z.array(z.object({ address: z.string(), action: resourceAction })),
    }),
  ),
})
export type KeptPlan = z.infer<typeof keptPlan>

const algorithm = 'aes-256-gcm'
const nameOf = (run: string) => `plan-${run}`

/** Sealed for this run alone: the name is authenticated along with it. */
export const seal = (key: string, run: string, text: string): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, Buffer.from(key, 'base64'), nonce)
  cipher.setAAD(Buffer.from(nameOf(run)))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}
/** @throws when it was not sealed with this key for this run, or changed since */
export const unseal = (key: string, run: string, bytes: Buffer): string => {
  const decipher = createDecipheriv(algorithm, Buffer.from(key, 'base64'), bytes.subarray(0, 12))
  decipher.setAAD(Buffer.from(nameOf(run)))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

export const planKeeper = (store: Store, key: string, run: string) => ({
  keep: (plan: KeptPlan) => store.put(nameOf(run), seal(key, run, JSON.stringify(plan))),
  /** Undefined where it is gone, or can't be opened any more: then it has to be made again. */
  fetch: async (): Promise<KeptPlan | undefined> => {
    const bytes = await store.get(nameOf(run))
    if (!bytes) return undefined
    try {
      return keptPlan.parse(JSON.parse(unseal(key, run, bytes)))
    } catch {
      return undefined
    }
  },
  remove: () => store.remove(nameOf(run)),
})
export type PlanKeeper = ReturnType<typeof planKeeper>
