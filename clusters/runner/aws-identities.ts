import type { IAMClient } from '@aws-sdk/client-iam'
import { type AwsAccount, awsCredentialsOf } from './ec2.ts'

type Sdk = typeof import('@aws-sdk/client-iam')
type Iam = { client: IAMClient; sdk: Sdk }

export const openIam = async (run: AwsAccount): Promise<Iam> => {
  const sdk = await import('@aws-sdk/client-iam')
  const client = new sdk.IAMClient({
    region: run.inputs.cluster.region,
    credentials: awsCredentialsOf(run),
    maxAttempts: 4,
  })
  return { client, sdk }
}

class OtherTags extends Error {
  override name = 'OtherTags'
}

/** Removes a role with its policies. Roles are listed by name, so the tags prove that the role belongs to the cluster. @throws OtherTags */
export const removeRole = async ({ client, sdk }: Iam, arn: string, tags: Record<string, string>) => {
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1)
  const { Role } = await client.send(new sdk.GetRoleCommand({ RoleName }))
  const hasTag = ([key, value]: [string, string]) =>
    Role?.Tags?.some((tag) => tag.Key === key && tag.Value === value)
  if (!Object.entries(tags).every(hasTag)) throw new OtherTags()
  const { AttachedPolicies = [] } = await client.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName }))
  for (const { PolicyArn } of AttachedPolicies)
    await client.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn }))
  const { PolicyNames = [] } = await client.send(new sdk.ListRolePoliciesCommand({ RoleName }))
  for (const PolicyName of PolicyNames)
    await client.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName }))
  await client.send(new sdk.DeleteRoleCommand({ RoleName }))
}

export const removeProvider = ({ client, sdk }: Iam, arn: string) =>
  client.send(new sdk.DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }))
