import type { RunnerInputs } from '../../contract/runner.ts'
import { awsRequest } from './aws-request.ts'
import type { Credentials } from './credentials.ts'

/** S3 names a bucket's region whatever else it answers: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const bucketRegion = async (
  { cluster: { region, stateBucket } }: Pick<RunnerInputs, 'cluster'>,
  credentials: Pick<Credentials, 'get'>,
): Promise<string> => {
  const asked = {
    service: 's3',
    region,
    method: 'HEAD',
    path: `/${encodeURIComponent(stateBucket)}`,
  } as const
  // Where nobody answers, Terraform says so in its own words.
  const answer = await awsRequest(await credentials.get(), asked).catch(() => undefined)
  return answer?.headers.get('x-amz-bucket-region') ?? region
}
