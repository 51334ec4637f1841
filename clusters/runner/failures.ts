import type { z } from 'zod'
import type { runFailure, StageName } from '../../contract/runs.ts'
import type { Diagnostic } from './tracker.ts'

export type Failure = z.infer<typeof runFailure>

/** Terraform failed in a stage. The state still contains the resources that it created. */
export class StageFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.detail)
    this.failure = failure
  }
}
/** The stored plan is gone, or no longer fits the resources. */
export class StalePlan extends Error {}

/** The bucket has no state of a cluster that was built, so Terraform would plan to build it a second time. */
export const stateMissing = (bucket: string, key: string): Failure => ({
  reason: 'state-missing',
  detail:
    `The state bucket ${bucket} has no Terraform state ${key}. Nothing was changed. Restore an earlier version of this object, ` +
    'or destroy the cluster: Labseat then removes the resources that have the tags of the cluster.',
})

export const credentialErrors =
  /InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|ExpiredToken|AuthFailure|InvalidAccessKeyId|no valid credential sources|failed to refresh cached credentials|AADSTS\d+|InvalidAuthenticationToken|invalid_grant|Error 401/i

/** The error of `init` when a provider is not available. */
const providerErrors = /Failed to (?:query available provider packages|install provider)/i
const providerAdvice =
  ' Nothing was changed. Terraform gets providers from the folder in LABSEAT_TERRAFORM_MIRROR, or from registry.terraform.io without this variable. Add the provider to the folder or allow access to the registry, then try again.'

const fieldOf = (detail: string, name: string) =>
  new RegExp(`^\\s*${name}:\\s+(\\S.*)$`, 'm').exec(detail)?.[1]?.trim()

/** `created` is empty when Terraform does not give the time. */
export type Lock = { id: string; who: string; created: string }
/** The lock that Terraform's error describes. */
export const lockOf = ({ summary, detail }: Pick<Diagnostic, 'summary' | 'detail'>): Lock | undefined => {
  if (!/acquiring the state lock/i.test(summary)) return undefined
  return {
    id: fieldOf(detail, 'ID') ?? '',
    who: fieldOf(detail, 'Who') ?? 'an unknown process',
    created: fieldOf(detail, 'Created') ?? '',
  }
}
/** Go's format of a time in UTC: 2026-11-28 15:04:05.123456789 +0000 UTC. */
const timeIn = (created: string) => /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})/.exec(created)?.slice(1)
const sinceText = (created: string) => {
  const time = timeIn(created)
  return time ? ` since ${time.join(' ')} UTC` : ''
}
const maxHolderLength = 200
/** The lock for the page. Without an id nobody can release it. */
const runLockOf = (stage: StageName, { id, who, created }: Lock): Failure['lock'] => {
  const time = timeIn(created)
  if (!id || id.length > maxHolderLength) return undefined
  return { stage, id, who: who.slice(0, maxHolderLength), ...(time && { since: `${time.join('T')}.000Z` }) }
}

/** The failure of a stage for its page: Terraform's first error. */
export const failureOf = (stage: StageName, errors: Diagnostic[], rejection?: string): Failure => {
  const first = errors[0]
  if (!first)
    return {
      reason: 'terraform',
      detail: `Terraform failed in the stage ${stage} without an error message. Read the end of the log.`,
    }
  const lock = errors.map(lockOf).find(Boolean)
  if (lock) {
    const runLock = runLockOf(stage, lock)
    return {
      reason: 'state-locked',
      ...(runLock && { lock: runLock }),
      detail:
        `The state of the stage ${stage} is locked by ${lock.who}${sinceText(lock.created)} (lock ${lock.id}). ` +
        'Nothing was changed. Try again when that process has ended. If it ended without releasing the lock, unlock the state on the page of the cluster.',
    }
  }
  const message = [first.summary, first.detail.trim()].filter(Boolean).join(': ')
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  const advice = providerErrors.test(first.summary) ? providerAdvice : ''
  const detail = `${first.address ? `${first.address}: ` : ''}${message}${more}${advice}`
  if (rejection) return { reason: 'credentials', detail: `${rejection} Terraform's error: ${detail}` }
  const isRejected = errors.some((error) => credentialErrors.test(error.summary + error.detail))
  return { reason: isRejected ? 'credentials' : 'terraform', detail }
}
