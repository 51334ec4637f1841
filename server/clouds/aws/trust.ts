import { createHmac } from 'node:crypto'
import type { CloudTrust } from '../../../contract/cloud-trust.ts'
import { fieldProblem } from '../../../contract/validation.ts'
import { config } from '../../config.ts'
import { invalidInput } from '../../problem.ts'
import { keylessNotConfigured } from '../keyless.ts'

/**
 * The external id that a role's trust policy must ask for. Labseat derives one for each person and role, so that knowing a role's name is
 * not enough to use the role through another Labseat account:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html. It is no secret.
 */
export const externalIdOf = (uid: string, roleArn: string): string =>
  `labseat-${createHmac('sha256', config.hmacKey)
    .update(JSON.stringify(['external id', uid, roleArn]))
    .digest('hex')
    .slice(0, 32)}`

/** @throws Problem `keyless-not-configured`, `invalid-input` */
export const describeAwsTrust = ({
  uid,
  roleArn,
}: {
  uid: string
  roleArn?: string | undefined
}): CloudTrust => {
  if (!roleArn) throw invalidInput([fieldProblem('roleArn', 'roleNeeded')])
  if (!config.aws.role) throw keylessNotConfigured('LABSEAT_AWS_ROLE')
  return { principal: config.aws.role, externalId: externalIdOf(uid, roleArn) }
}
