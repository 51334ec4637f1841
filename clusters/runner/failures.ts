import type { z } from 'zod'
import type { runFailure } from '../../contract/runs.ts'
import type { Diagnostic } from './tracker.ts'

export type Failure = z.infer<typeof runFailure>

/** A stage came to nothing; its state says what there is all the same. */
export class StageFailed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.detail)
    this.failure = failure
  }
}
/** What was planned no longer fits what is there. */
export class StalePlan extends Error {}

const refused =
  /InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|ExpiredToken|AuthFailure|InvalidAccessKeyId|no valid credential sources|failed to refresh cached credentials|AADSTS\d+|InvalidAuthenticationToken|invalid_grant|Error 401/i

/** What `init` says of a provider that it can't get. */
const noProvider = /Failed to (?:query available provider packages|install provider)/i
const forward =
  ' Nothing was changed. Terraform takes providers from the folder that LABSEAT_TERRAFORM_MIRROR names, or from registry.terraform.io where there is none: put it there, or let it through, and try again.'

const field = (detail: string, name: string) =>
  new RegExp(`^\\s*${name}:\\s+(\\S.*)$`, 'm').exec(detail)?.[1]?.trim()

export type Lock = { id: string; who: string; created: string }
/** Whose lock stands in the way, as Terraform's error tells it. */
export const lockOf = ({ summary, detail }: Pick<Diagnostic, 'summary' | 'detail'>): Lock | undefined => {
  if (!/acquiring the state lock/i.test(summary)) return undefined
  return {
    id: field(detail, 'ID') ?? '',
    who: field(detail, 'Who') ?? 'somebody',
    created: field(detail, 'Created') ?? '',
  }
}
const momentOf = (created: string) => {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})/.exec(created) ?? []
  return date ? ` since ${date} ${time} UTC` : ''
}

/** What went wrong, for people: the first error that Terraform gave. */
export const failureOf = (stage: string, errors: Diagnostic[], rejected?: string): Failure => {
  const first = errors[0]
  if (!first)
    return {
      reason: 'terraform',
      detail: `Terraform ended in the stage ${stage} without saying why. The log has its last words.`,
    }
  const lock = errors.map(lockOf).find(Boolean)
  if (lock)
    return {
      reason: 'state-locked',
      detail:
        `The state of the stage ${stage} is locked by ${lock.who}${momentOf(lock.created)} (lock ${lock.id}). ` +
        'Nothing was changed. Try again when that is done; if it is long gone, release the lock with terraform force-unlock.',
    }
  const words = [first.summary, first.detail.trim()].filter(Boolean).join(': ')
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''
  const advice = noProvider.test(first.summary) ? forward : ''
  const detail = `${first.address ? `${first.address}: ` : ''}${words}${more}${advice}`
  if (rejected) return { reason: 'credentials', detail: `${rejected} Terraform said: ${detail}` }
  return {
    reason: errors.some((one) => refused.test(one.summary + one.detail)) ? 'credentials' : 'terraform',
    detail,
  }
}
