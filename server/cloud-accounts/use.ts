import { cloudAccountDocument } from '../../contract/cloud-accounts.ts'
import type { Actor } from '../../domain/roles.ts'
import { loadPlatform } from '../clouds/index.ts'
import {
  type ClusterNeeds,
  type OpenedCredentials,
  type Platform,
  Refused,
  Rejected,
  Unreachable,
} from '../clouds/platform.ts'
import { toFields } from '../documents.ts'
import { notFound, Problem } from '../problem.ts'
import { UnreadableSecret } from '../vault.ts'
import { accountFor, requireUsable } from './account.ts'
import { openCredentials, unreadableDetail } from './secrets.ts'
import { runWithTimeout, toUnavailable } from './verification.ts'

/** The last use is stored this coarsely, so that reading page after page writes once. */
const lastUsePrecisionMs = 5 * 60_000

const codes = {
  'not-permitted': 'provider-refused',
  taken: 'bucket-taken',
  invalid: 'provider-refused',
} as const

const toStorageProblem = (error: unknown): unknown => {
  if (error instanceof Unreachable) return toUnavailable(error)
  if (error instanceof Rejected)
    return new Problem('account-not-usable', `${error.message} Replace the credentials of this account.`)
  if (error instanceof UnreadableSecret) return new Problem('account-not-usable', unreadableDetail)
  if (!(error instanceof Refused)) return error
  return error.reason === 'not-found' ? notFound('bucket') : new Problem(codes[error.reason], error.message)
}

type Work<T> = (
  provider: Platform,
  credentials: OpenedCredentials,
  options: { signal: AbortSignal },
) => Promise<T>

/** Azure takes up to half a minute to create a storage account, and the gateway waits 30 s. */
const creationTimeoutMs = 27_000

const toCreationProblem = (error: unknown): unknown =>
  error instanceof Unreachable
    ? new Problem(
        'unavailable',
        `${error.message} The cloud may still be creating it. Try again in a minute. Labseat then completes it.`,
        { retryAfter: 60 },
      )
    : toStorageProblem(error)

/**
 * Runs `work` with the storage of an account that the caller may use.
 * @param isCreation the provider goes on creating a bucket after the timeout, so a retry can complete it
 * @throws Problem
 */
export const useStorage = async <T>(
  accountId: string,
  caller: Actor,
  now: string,
  work: Work<T>,
  { isCreation = false } = {},
): Promise<T> => {
  const { ref, account } = await accountFor(accountId, caller, 'cloud-account-use')
  requireUsable(account)
  const provider = await loadPlatform(account.platform)
  if (!provider.hasStorage)
    throw new Problem(
      'no-storage',
      'The sandbox has no buckets. Labseat itself stores the state of sandbox clusters.',
    )
  const { lastUsedAt } = account
  const isStale = !lastUsedAt || Date.parse(now) - Date.parse(lastUsedAt) > lastUsePrecisionMs
  const saveLastUse = isStale ? ref.update(toFields(cloudAccountDocument, { lastUsedAt: now })) : undefined
  try {
    const credentials = await openCredentials(accountId, account)
    return await runWithTimeout(
      provider,
      (signal) => work(provider, credentials, { signal }),
      isCreation ? creationTimeoutMs : undefined,
    )
  } catch (error) {
    throw isCreation ? toCreationProblem(error) : toStorageProblem(error)
  } finally {
    await saveLastUse
  }
}

const undefinedIfUnknown = (error: unknown): undefined => {
  if (error instanceof Refused || error instanceof Rejected || error instanceof Unreachable) return undefined
  throw error
}

/**
 * Checks whether the account has room for a cluster.
 * @returns whether the account has the bucket and may read it, and the provider's quota that leaves no room, as a sentence. Where the provider
 *   does not give its quotas, the plan of the cluster will report them.
 */
export const checkRoom = (
  accountId: string,
  caller: Actor,
  now: string,
  { bucket, ...needs }: ClusterNeeds & { bucket: string },
): Promise<{ bucketIsThere: boolean; quota: string | undefined }> =>
  useStorage(accountId, caller, now, async (provider, credentials, { signal }) => {
    const [bucketIsThere, quota] = await Promise.all([
      provider.listObjects(credentials, { bucket, prefix: '', limit: 1, signal }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Refused) return false
          throw error
        },
      ),
      provider.findQuotaProblem(credentials, { ...needs, signal }).catch(undefinedIfUnknown),
    ])
    return { bucketIsThere, quota }
  })
