import type { Masking } from './mask.ts'
import { type Protocol, Refused } from './protocol.ts'

export type Values = Record<string, string>
const beforeEnd = 300_000

/** Of what the API gives these are no secrets: they are in every address and error, and needed there. */
const open = new Set([
  'tenantId',
  'clientId',
  'subscriptionId',
  'projectId',
  'roleArn',
  'accountId',
  'region',
])

/**
 * The account's credentials, asked for when there are none and five minutes before they end. Whoever asks meanwhile waits for the same
 * answer; while the API is away, what still holds is given.
 */
export const credentialsHolder = (
  protocol: Pick<Protocol, 'credentials'>,
  masking: Masking,
  now = Date.now,
) => {
  let kept: { values: Values; expiresAt: number } | undefined
  let asking: Promise<Values> | undefined
  let rejected: string | undefined

  const ask = async () => {
    try {
      const { values, expiresAt } = await protocol.credentials()
      for (const [name, value] of Object.entries(values)) if (!open.has(name)) masking.add(value)
      kept = { values, expiresAt: expiresAt ? Date.parse(expiresAt) : Number.POSITIVE_INFINITY }
      return values
    } catch (error) {
      if (error instanceof Refused && error.code === 'credentials-rejected') rejected = error.message
      else if (kept && now() < kept.expiresAt) return kept.values
      throw error
    } finally {
      asking = undefined
    }
  }
  return {
    get: (): Promise<Values> => {
      if (kept && now() < kept.expiresAt - beforeEnd) return Promise.resolve(kept.values)
      asking ??= ask()
      return asking
    },
    /** Who keeps them should ask again then: in time, but not at once if they live but shortly. */
    renewAt: (): number => {
      if (!kept || !Number.isFinite(kept.expiresAt)) return Number.POSITIVE_INFINITY
      return Math.max(kept.expiresAt - beforeEnd, now() + 30_000)
    },
    /** The account's credentials were found not to work. */
    rejected: () => rejected,
  }
}
export type Credentials = ReturnType<typeof credentialsHolder>
