import type { Bucket, BucketObject, CheckFailure, CheckStep } from '../../contract/cloud-accounts.ts'
import type { CloudCredentials, CredentialsOf } from '../../contract/cloud-credentials.ts'

/** Decrypted credentials, ready for use. Those of a role hold the external id that its trust policy must ask for. */
export type OpenedCredentials =
  | Exclude<CloudCredentials, CredentialsOf<'assume-role'>>
  | (CredentialsOf<'assume-role'> & { externalId: string })
export type OpenedOf<K extends OpenedCredentials['kind']> = Extract<OpenedCredentials, { kind: K }>

/** Receives each step of a check as it begins and ends. `detail` is for people and holds no secrets. */
export type ReportStep = (step: CheckStep, state: 'running' | 'passed' | 'warned', detail?: string) => void

export type Verification = {
  /** Labseat's identity in that cloud: an ARN, an application id or a service account's e-mail address. */
  identity: string
  /** The AWS account, Azure subscription or Google Cloud project. */
  scope: { id: string; name?: string }
  /** The permissions in domain/cloud-permissions.ts that are not granted. */
  missingPermissions: string[]
  /** False where the provider does not list the permissions of these credentials. */
  permissionsKnown: boolean
  regions: string[]
}

export type PageOf<T> = { items: T[]; nextCursor?: string | undefined }
export type PageRequest = { limit: number; cursor?: string | undefined; signal: AbortSignal }

/** What a cluster needs in a region. */
export type ClusterNeeds = { region: string; nodes: { type: string; min: number } }

/** What Terraform signs in with. `values` are named as clusters/runner reads them. Without `expiresAt` they last until they are revoked. */
export type Session = { values: Record<string, string>; expiresAt?: string }

/**
 * What Labseat does in a cloud. Each call ends when its `signal` aborts. It throws only the errors below: the errors of a provider's library
 * may hold secrets, so they reach neither people nor the log.
 *
 * These are methods, so that TypeScript lets the registry (index.ts) treat each platform as one for any credentials. The contract (`fits`)
 * ensures that credentials match their platform.
 */
export interface Platform<C extends OpenedCredentials = OpenedCredentials> {
  /** For people: `Azure`. */
  readonly name: string
  /** Whether clusters keep their state in a bucket of the account. */
  readonly hasStorage: boolean
  /** Checks the credentials. @throws Rejected with the step that failed, Unreachable */
  verify(credentials: C, check: { signal: AbortSignal; report: ReportStep }): Promise<Verification>
  /** @throws Refused, Rejected, Unreachable */
  listBuckets(credentials: C, page: PageRequest): Promise<PageOf<Bucket>>
  /** Makes a private, encrypted bucket that keeps versions. @throws Refused, Rejected, Unreachable */
  createBucket(credentials: C, bucket: { name: string; region: string; signal: AbortSignal }): Promise<Bucket>
  /** Lists one folder. @throws Refused, Rejected, Unreachable */
  listObjects(
    credentials: C,
    folder: PageRequest & { bucket: string; prefix: string },
  ): Promise<PageOf<BucketObject>>
  /**
   * The provider's limit that leaves no room for one more cluster, as a sentence for people. Undefined where there is room, and where the
   * provider does not give its limits.
   * @throws Refused, Rejected, Unreachable
   */
  findQuotaProblem(credentials: C, needs: ClusterNeeds & { signal: AbortSignal }): Promise<string | undefined>
  /** A session for Terraform, short-lived where the provider allows it. @throws Rejected, Unreachable */
  openSession(credentials: C, signal: AbortSignal): Promise<Session>
}

/** The credentials don't work. `field` names the one at fault, as the form does. */
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

/** The provider did not respond, was late, or something else responded in its place. The credentials may still work. */
export class Unreachable extends Error {}

/** The credentials work, but they lack a permission, or the request itself cannot be carried out. */
export class Refused extends Error {
  readonly reason: 'not-permitted' | 'not-found' | 'taken' | 'invalid'
  constructor(reason: Refused['reason'], detail: string) {
    super(detail)
    this.reason = reason
  }
}
