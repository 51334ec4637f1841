import * as z from 'zod'
import { awsRequest, jsonRequest } from './aws-request.ts'
import { type AwsAccount, hasClusterTags } from './ec2.ts'

const logGroups = z.object({
  logGroups: z.array(z.object({ logGroupName: z.string(), arn: z.string() })).default([]),
})
const tagsOfResource = z.object({ tags: z.record(z.string(), z.string()).default({}) })

const callLogs = async (run: AwsAccount, region: string, action: string, body: object): Promise<Response> =>
  awsRequest(await run.credentials.get(), {
    service: 'logs',
    region,
    ...jsonRequest(`Logs_20140328.${action}`, body),
  })

const readLogs = async <T>(
  schema: z.ZodType<T>,
  ...[run, region, action, body]: Parameters<typeof callLogs>
): Promise<T> => {
  const response = await callLogs(run, region, action, body)
  if (!response.ok) throw new Error(`${action} failed in ${region} (status ${response.status}).`)
  return schema.parse(await response.json())
}

/**
 * The log group of the cluster's control plane, if it has the tags of the cluster. EKS gives its name:
 * https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
 */
export const findLogGroups = async (run: AwsAccount, region: string): Promise<string[]> => {
  const name = `/aws/eks/${run.inputs.cluster.name}/cluster`
  const page = await readLogs(logGroups, run, region, 'DescribeLogGroups', { logGroupNamePrefix: name })
  const group = page.logGroups.find(({ logGroupName }) => logGroupName === name)
  if (!group) return []
  const resourceArn = group.arn.replace(/:\*$/, '')
  const { tags } = await readLogs(tagsOfResource, run, region, 'ListTagsForResource', { resourceArn })
  return hasClusterTags(run, tags) ? [name] : []
}

/** @throws Error with the status of AWS as its name */
export const removeLogGroup = async (run: AwsAccount, region: string, name: string): Promise<void> => {
  const response = await callLogs(run, region, 'DeleteLogGroup', { logGroupName: name })
  if (!response.ok) throw Object.assign(new Error(name), { name: `status ${response.status}` })
}
