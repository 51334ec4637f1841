import { awsRequest } from './aws-request.ts'
import type { AwsAccount } from './ec2.ts'

/**
 * Calls EKS about the cluster.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_Operations_Amazon_Elastic_Kubernetes_Service.html
 *
 * @param path below the cluster: empty for the cluster itself, or `/node-groups`
 */
export const callEks = async (
  { credentials, inputs: { cluster } }: AwsAccount,
  method: 'GET' | 'DELETE',
  path: string,
  region = cluster.region,
): Promise<Response> =>
  awsRequest(await credentials.get(), {
    service: 'eks',
    region,
    method,
    path: `/clusters/${encodeURIComponent(cluster.name)}${path}`,
  })
