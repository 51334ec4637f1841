import type { Run } from './context.ts'

/** The part of a run that a request to AWS needs. */
export type AwsAccount = Pick<Run, 'inputs' | 'credentials'>

/** A credential provider for AWS' SDK: it reads the credentials before each expiry. */
export const awsCredentialsOf =
  ({ credentials }: AwsAccount) =>
  async () => {
    const { accessKeyId = '', secretAccessKey = '', sessionToken } = await credentials.get()
    const renewAt = credentials.renewAt()
    return {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken && { sessionToken }),
      ...(Number.isFinite(renewAt) && { expiration: new Date(renewAt) }),
    }
  }

export const openEc2 = async (run: AwsAccount, region: string) => {
  const sdk = await import('@aws-sdk/client-ec2')
  return { sdk, client: new sdk.EC2Client({ region, credentials: awsCredentialsOf(run), maxAttempts: 4 }) }
}

/** Whether tags, by their keys, are those of the cluster. */
export const hasClusterTags = ({ inputs }: AwsAccount, tags: Readonly<Record<string, string>>): boolean =>
  Object.entries(inputs.tags).every(([key, value]) => tags[key] === value)

/** Tags as the SDKs list them, by their keys. */
export const byKey = (
  tags: readonly { Key?: string | undefined; Value?: string | undefined }[] = [],
): Record<string, string> => Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]))

/** Filters for resources with all tags of the cluster. */
export const tagFilters = ({ inputs }: AwsAccount) =>
  Object.entries(inputs.tags).map(([name, value]) => ({ Name: `tag:${name}`, Values: [value] }))
