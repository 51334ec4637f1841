import type { Run } from './context.ts'

/** As Terraform has it: with credentials that renew themselves. */
export const identityOf =
  ({ credentials }: Run) =>
  async () => {
    const { accessKeyId = '', secretAccessKey = '', sessionToken } = await credentials.get()
    const end = credentials.renewAt()
    return {
      accessKeyId,
      secretAccessKey,
      ...(sessionToken && { sessionToken }),
      ...(Number.isFinite(end) && { expiration: new Date(end) }),
    }
  }

export const ec2 = async (run: Run, region: string) => {
  const sdk = await import('@aws-sdk/client-ec2')
  return { sdk, client: new sdk.EC2Client({ region, credentials: identityOf(run), maxAttempts: 4 }) }
}

export const everyTag = ({ inputs }: Run) =>
  Object.entries(inputs.tags).map(([name, value]) => ({ Name: `tag:${name}`, Values: [value] }))
