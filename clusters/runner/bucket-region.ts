import type { RunnerInputs } from '../../contract/runner.ts'
import { awsRequest } from './aws-request.ts'
import type { Credentials } from './credentials.ts'

/** The region of the state bucket. S3 names it in every reply: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const findBucketRegion = async (
  { cluster: { region, stateBucket } }: Pick<RunnerInputs, 'cluster'>,
  credentials: Pick<Credentials, 'get'>,
): Promise<string> => {
  const head = {
    service: 's3',
    region,
    method: 'HEAD',
    path: `/${encodeURIComponent(stateBucket)}`,
  } as const
  // Without a reply Terraform reports the error later.
  const reply = await awsRequest(await credentials.get(), head).catch(() => undefined)
  return reply?.headers.get('x-amz-bucket-region') ?? region
}
