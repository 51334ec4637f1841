import type { Platform } from '../contract/cloud-credentials.ts'
import type { DomainInput } from '../contract/cluster-domain.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { fieldProblem } from '../contract/validation.ts'
import { holds, isNetwork, privateRanges, rangeParts } from './clusters.ts'

/** No company has a range this large, and several of them would be the whole internet. */
const minPrefix = 8

const rangeProblems = (range: string, path: string): FieldProblem[] => {
  const [, prefix] = rangeParts(range)
  if (prefix < minPrefix) return [fieldProblem(path, 'rangeEveryone')]
  if (!isNetwork(range)) return [fieldProblem(path, 'rangeAddress')]
  if (privateRanges.some((outer) => holds(outer, range))) return [fieldProblem(path, 'rangeInternal')]
  return []
}

/** All that is wrong with a domain, without a look at the zones of the account. */
export const domainProblems = (platform: Platform, domain: DomainInput | undefined): FieldProblem[] => {
  if (!domain) return []
  if (platform === 'sandbox') return [fieldProblem('domain.zone', 'zoneSandbox')]
  return (domain.allowedRanges ?? []).flatMap((range, index) =>
    rangeProblems(range, `domain.allowedRanges.${index}`),
  )
}
