import type { CloudTrust } from '../../../contract/cloud-trust.ts'
import { fieldProblem } from '../../../contract/validation.ts'
import { config } from '../../config.ts'
import { signWithEachKey } from '../../hmac.ts'
import { invalidInput } from '../../problem.ts'
import { keylessNotConfigured } from '../keyless.ts'

/**
 * The external ids that a role's trust policy may ask for: the first is the one to ask for, and the others are of earlier keys. Labseat derives one for each person and role, so that knowing a role's name is
 * not enough to use the role through another Labseat account:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html. It is no secret.
 */
export const externalIdsOf = (uid: string, roleArn: string): [string, ...string[]] => {
  const [current, ...earlier] = signWithEachKey(JSON.stringify(['external id', uid, roleArn]))
  const idOf = (mac: Buffer) => `labseat-${mac.toString('hex').slice(0, 32)}`
  return [idOf(current), ...earlier.map(idOf)]
}

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
  return { principal: config.aws.role, externalId: externalIdsOf(uid, roleArn)[0] }
}
