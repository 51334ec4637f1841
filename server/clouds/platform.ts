import type { Bucket, BucketObject, CheckFailure, CheckStep } from '../../contract/cloud-accounts.ts'
import type { CloudCredentials } from '../../contract/cloud-credentials.ts'

/** Told of each step as it begins and ends; `detail` is for people, without secrets. */
export type Report = (step: CheckStep, state: 'running' | 'passed' | 'warned', detail?: string) => void

export type Verification = {
  /** Who Labseat is there: an ARN, an application's or a service account's name. */
  identity: string
  /** The AWS account, Azure subscription or Google Cloud project. */
  scope: { id: string; name?: string }
  /** What of domain/cloud-permissions.ts is not granted. */
  missingPermissions: string[]
  /** False where the platform would not tell. */
  permissionsKnown: boolean
  regions: string[]
}

export type PageOf<T> = { items: T[]; nextCursor?: string | undefined }
export type Asked = { limit: number; cursor?: string | undefined; signal: AbortSignal }

/**
 * What Labseat does in a cloud. Everything ends when `signal` says so. Whatever the provider's library throws comes out as one of the
 * errors below: its own may hold secrets, and go neither to people nor to the log.
 */
export type Platform<C extends CloudCredentials = CloudCredentials> = {
  /**
   * Tries the credentials. @throws Rejected with the step they failed at, Unreachable
   * @param externalId what a role to assume must ask for
   */
  verify: (
    credentials: C,
    given: { signal: AbortSignal; report: Report; externalId?: string | undefined },
  ) => Promise<Verification>
  /** @throws Refused, Unreachable, as those below */
  buckets: (credentials: C, given: Asked & { externalId?: string | undefined }) => Promise<PageOf<Bucket>>
  createBucket: (
    credentials: C,
    given: { name: string; region: string; signal: AbortSignal; externalId?: string | undefined },
  ) => Promise<Bucket>
  objects: (
    credentials: C,
    given: Asked & { bucket: string; prefix: string; externalId?: string | undefined },
  ) => Promise<PageOf<BucketObject>>
  /**
   * Which of the platform's own limits stands against one more cluster, for people; undefined where none does, and where it can't be told.
   * @throws Refused, Rejected, Unreachable
   */
  quota: (
    credentials: C,
    given: Needed & { signal: AbortSignal; externalId?: string | undefined },
  ) => Promise<string | undefined>
}

/** What a cluster takes of a region. */
export type Needed = { region: string; nodes: { type: string; min: number } }

/** The credentials don't work. `field`: which of them is at fault, as the form names it. */
export class Rejected extends Error {
  readonly step: CheckStep
  readonly reason: CheckFailure['reason']
  readonly field: string | undefined
  constructor(step: CheckStep, reason: CheckFailure['reason'], detail: string, field?: string) {
    super(detail)
    this.step = step
    this.reason = reason
    this.field = field
  }
}

/** The provider does not answer, not in time, or not as itself. Nothing is known of the credentials. */
export class Unreachable extends Error {}

/** The credentials work, and are not allowed to do this or what it is done to stands against it. */
export class Refused extends Error {
  readonly reason: 'not-permitted' | 'not-found' | 'taken' | 'invalid'
  constructor(reason: Refused['reason'], detail: string) {
    super(detail)
    this.reason = reason
  }
}
