import type { Bucket, BucketObject, CheckFailure, CheckStep } from '../../contract/cloud-accounts.ts'
import type { CloudCredentials, CredentialsOf } from '../../contract/cloud-credentials.ts'
import type { MachineOffering, QuotaOffering } from '../../contract/offerings.ts'
import type { Zone, ZonesRequest } from './zones.ts'

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
  /** False if the provider does not list the permissions of these credentials. */
  permissionsKnown: boolean
  regions: string[]
}

export type PageOf<T> = { items: T[]; nextCursor?: string | undefined }
export type PageRequest = { limit: number; cursor?: string | undefined; signal: AbortSignal }

export type BucketsRequest = PageRequest & { prefix?: string | undefined }

/** The region and the nodes of a new cluster, for the check of quotas. */
export type ClusterNeeds = { region: string; nodes: { type: string; min: number } }

export type RegionRequest = { region: string; signal: AbortSignal }

/** A minor version in standard support, with its last day where the cloud tells. */
export type OfferedVersion = { version: string; standardEnd?: string | undefined }

/** Dollars of one machine an hour, on demand; undefined without a known price. */
export type MachinePrice = (machine: MachineOffering) => number | undefined

/** The sign-in of Terraform. clusters/runner reads `values` by these names. Without `expiresAt` they last until they are revoked. */
export type Session = { values: Record<string, string>; expiresAt?: string }

/**
 * What Labseat does in a cloud. Each call ends when its `signal` aborts. It throws only the errors below: the errors of a provider's library
 * may hold secrets, so they reach neither people nor the log.
 *
 * These are methods, not properties: their parameters are bivariant, so the registry (index.ts) can give each platform the type for any
 * credentials. The contract (`isCredentialsKindOf`) ensures that credentials match their platform.
 */
export interface Platform<C extends OpenedCredentials = OpenedCredentials> {
  /** The name on pages: `Azure`. */
  readonly name: string
  /** Whether clusters keep their state in a bucket of the account. */
  readonly hasStorage: boolean
  /** Checks the credentials. @throws Rejected with the step that failed, Unreachable */
  verify(credentials: C, check: { signal: AbortSignal; report: ReportStep }): Promise<Verification>
  /** Lists the buckets whose names begin with `prefix`; all without one. @throws Refused, Rejected, Unreachable */
  listBuckets(credentials: C, page: BucketsRequest): Promise<PageOf<Bucket>>
  /** Makes a private, encrypted bucket that keeps versions. @throws Refused, Rejected, Unreachable */
  createBucket(credentials: C, bucket: { name: string; region: string; signal: AbortSignal }): Promise<Bucket>
  /** Lists one folder. @throws Refused, Rejected, Unreachable */
  listObjects(
    credentials: C,
    folder: PageRequest & { bucket: string; prefix: string },
  ): Promise<PageOf<BucketObject>>
  /**
   * The provider's limit that leaves no room for one more cluster, as a sentence for people. Undefined if there is room, or if the
   * provider does not give its limits.
   * @throws Refused, Rejected, Unreachable
   */
  findQuotaProblem(credentials: C, needs: ClusterNeeds & { signal: AbortSignal }): Promise<string | undefined>
  /** The Kubernetes versions that a new cluster may have. @throws Refused, Rejected, Unreachable */
  listKubernetesVersions(credentials: C, request: RegionRequest): Promise<OfferedVersion[]>
  /** The machine types that nodes may have, and the zones that take a cluster. @throws Refused, Rejected, Unreachable */
  listMachineTypes(
    credentials: C,
    request: RegionRequest,
  ): Promise<{ machineTypes: MachineOffering[]; zones: string[] }>
  /** Reads the price list of the region. @throws Refused, Rejected, Unreachable */
  readMachinePrices(credentials: C, request: RegionRequest): Promise<MachinePrice>
  /** The quotas that a cluster counts against. @throws Refused, Rejected, Unreachable */
  listQuotas(credentials: C, request: RegionRequest): Promise<QuotaOffering[]>
  /** The public DNS zones of the account. With a name, a platform may list only zones with it. @throws Refused, Rejected, Unreachable */
  listZones(credentials: C, request: ZonesRequest): Promise<Zone[]>
  /** A session for Terraform, short-lived if the provider allows it. @throws Rejected, Unreachable */
  openSession(credentials: C, signal: AbortSignal): Promise<Session>
}

/** The credentials don't work. `field` is the form's name of the wrong value. */
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

/** The provider did not respond in time, or a proxy responded in its place. The credentials may still work. */
export class Unreachable extends Error {}

/** The credentials work, but they lack a permission, or the request itself cannot be carried out. */
export class Refused extends Error {
  readonly reason: 'not-permitted' | 'not-found' | 'taken' | 'invalid'
  constructor(reason: Refused['reason'], detail: string) {
    super(detail)
    this.reason = reason
  }
}
