import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { trustPolicy } from '../domain/cloud-permissions.ts'
import { awsKeys, customerRole } from '../scripts/stack/aws-demo.ts'
import { api } from '../testing/api.ts'
import type { Person } from './people.ts'

/** Makes the customer's role in the simulated AWS trust Labseat for this person's account. */
export const trustLabseat = async (person: Person): Promise<void> => {
  const query = new URLSearchParams({ platform: 'aws', roleArn: customerRole })
  const { body, text } = await api('GET', `/v1/cloud-trust?${query}`, undefined, person)
  if (!body?.externalId) throw new Error(`The trust policy's principal is missing: ${text}`)
  const iam = new IAMClient({ region: 'us-east-1', credentials: { ...awsKeys.admin } })
  await iam.send(
    new UpdateAssumeRolePolicyCommand({
      RoleName: customerRole.split('/').at(-1)!,
      PolicyDocument: JSON.stringify(trustPolicy(body.principal, body.externalId)),
    }),
  )
}
