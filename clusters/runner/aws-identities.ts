import type { IAMClient } from '@aws-sdk/client-iam'
import type { Run } from './context.ts'
import { identityOf } from './ec2.ts'

type Sdk = typeof import('@aws-sdk/client-iam')
type Iam = { client: IAMClient; sdk: Sdk }

export const iam = async (run: Run): Promise<Iam> => {
  const sdk = await import('@aws-sdk/client-iam')
  const client = new sdk.IAMClient({
    region: run.inputs.cluster.region,
    credentials: identityOf(run),
    maxAttempts: 4,
  })
  return { client, sdk }
}

class OtherTags extends Error {
  override name = 'OtherTags'
}

/** A role is listed by its name; it is removed only where it carries the cluster's own tags. */
export const removeRole = async ({ client, sdk }: Iam, arn: string, tags: Record<string, string>) => {
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1)
  const { Role } = await client.send(new sdk.GetRoleCommand({ RoleName }))
  const has = ([key, value]: [string, string]) =>
    Role?.Tags?.some((tag) => tag.Key === key && tag.Value === value)
  if (!Object.entries(tags).every(has)) throw new OtherTags()
  const { AttachedPolicies = [] } = await client.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName }))
  for (const { PolicyArn } of AttachedPolicies)
    await client.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn }))
  await client.send(new sdk.DeleteRoleCommand({ RoleName }))
}

export const removeProvider = ({ client, sdk }: Iam, arn: string) =>
  client.send(new sdk.DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }))
