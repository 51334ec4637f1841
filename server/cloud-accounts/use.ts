import { cloudAccountDocument } from '../../contract/cloud-accounts.ts'
import type { Caller } from '../caller.ts'
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
import { accountFor, usable } from './account.ts'
import { openCredentials } from './secrets.ts'
import { inTime, unreachable } from './verification.ts'

/** The last use is kept to so much: who reads page after page writes once. In milliseconds. */
const coarse = 5 * 60_000

const refusals = {
  'not-permitted': 'provider-refused',
  taken: 'bucket-taken',
  invalid: 'provider-refused',
} as const

const asProblem = (error: unknown): unknown => {
  if (error instanceof Unreachable) return unreachable(error)
  if (error instanceof Rejected)
    return new Problem('account-not-usable', `${error.message} Give it new credentials.`)
  if (error instanceof UnreadableSecret)
    return new Problem(
      'account-not-usable',
      'What is kept of its credentials does not open. Give them again.',
    )
  if (!(error instanceof Refused)) return error
  return error.reason === 'not-found'
    ? notFound('bucket')
    : new Problem(refusals[error.reason], error.message)
}

type Work<T> = (
  provider: Platform,
  credentials: OpenedCredentials,
  given: { signal: AbortSignal },
) => Promise<T>

/** Azure takes most of half a minute to make a storage account; the gateway waits 30 s. In milliseconds. */
const whileMade = 27_000

/** Does something in the storage of the caller's own account. @param making what is begun there goes on when nobody waits any more */
export const inStorage = async <T>(
  accountId: string,
  caller: Caller,
  now: string,
  work: Work<T>,
  making = false,
): Promise<T> => {
  const { ref, account } = await accountFor(accountId, caller, 'cloud-account-use')
  const { lastUsedAt } = account
  usable(account)
  const provider = await loadPlatform(account.platform)
  if (!provider.hasStorage)
    throw new Problem(
      'no-storage',
      'The sandbox has no storage of its own: clusters in it keep their state with Labseat.',
    )
  const noted =
    !lastUsedAt || Date.parse(now) - Date.parse(lastUsedAt) > coarse
      ? ref.update(toFields(cloudAccountDocument, { lastUsedAt: now }))
      : undefined
  try {
    const credentials = await openCredentials(accountId, account)
    return await inTime(
      provider,
      (signal) => work(provider, credentials, { signal }),
      making ? whileMade : undefined,
    )
  } catch (error) {
    if (making && error instanceof Unreachable)
      throw new Problem(
        'unavailable',
        `${error.message} It may have been begun there: ask again in a minute, and it is finished or found.`,
        { retryAfter: 60 },
      )
    throw asProblem(error)
  } finally {
    await noted
  }
}

/**
 * Whether a cluster has room in the account.
 *
 * @returns whether the bucket is the account's and can be looked into, and which limit of the platform stands against the cluster, if
 *   any; where the platform doesn't tell, its plan will
 */
export const roomFor = (
  accountId: string,
  caller: Caller,
  now: string,
  { bucket, ...needed }: ClusterNeeds & { bucket: string },
): Promise<{ bucketIsThere: boolean; quota: string | undefined }> =>
  inStorage(accountId, caller, now, async (provider, credentials, given) => {
    const [bucketIsThere, quota] = await Promise.all([
      provider.listObjects(credentials, { bucket, prefix: '', limit: 1, ...given }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Refused) return false
          throw error
        },
      ),
      provider.findQuotaProblem(credentials, { ...needed, ...given }).catch((error: unknown) => {
        if (error instanceof Refused || error instanceof Rejected || error instanceof Unreachable)
          return undefined
        throw error
      }),
    ])
    return { bucketIsThere, quota }
  })
