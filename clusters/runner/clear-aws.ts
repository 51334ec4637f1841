import * as z from 'zod'
import { awsRequest } from './aws-request.ts'
import type { Run } from './context.ts'
import { ec2, everyTag } from './ec2.ts'

const found = z.object({
  ResourceTagMappingList: z.array(z.object({ ResourceARN: z.string() })).default([]),
})

/** Their network interfaces would hold the subnets. https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
export const removeLoadBalancers = async (run: Run): Promise<void> => {
  const { inputs, credentials, report } = run
  const { name, region } = inputs.cluster
  const values = await credentials.get()
  const answer = await awsRequest(values, {
    service: 'tagging',
    region,
    method: 'POST',
    path: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'ResourceGroupsTaggingAPI_20170126.GetResources',
    },
    body: JSON.stringify({
      ResourceTypeFilters: ['elasticloadbalancing:loadbalancer'],
      TagFilters: [{ Key: `kubernetes.io/cluster/${name}` }],
    }),
  })
  if (!answer.ok) {
    report.line(`Load balancers of ${name} could not be looked for: AWS answered ${answer.status}.`)
    return
  }
  for (const { ResourceARN: arn } of found.parse(await answer.json()).ResourceTagMappingList) {
    const [, kindOrName = '', rest] = arn.split('/')
    const which: Record<string, string> =
      rest === undefined
        ? { Version: '2012-06-01', LoadBalancerName: kindOrName }
        : { Version: '2015-12-01', LoadBalancerArn: arn }
    const response = await awsRequest(values, {
      service: 'elasticloadbalancing',
      region,
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ Action: 'DeleteLoadBalancer', ...which }).toString(),
    })
    report.line(`${arn}: ${response.ok ? 'deleted' : `not deleted, AWS answered ${response.status}`}`)
  }
}

/** Disks that Kubernetes made for its volumes outlast their nodes. Terraform is through, so none of them is in use. */
export const removeVolumes = async (run: Run): Promise<void> => {
  const { client, sdk } = await ec2(run, run.inputs.cluster.region)
  const { Volumes = [] } = await client.send(
    new sdk.DescribeVolumesCommand({
      Filters: [...everyTag(run), { Name: 'status', Values: ['available'] }],
    }),
  )
  for (const { VolumeId } of Volumes) {
    await client.send(new sdk.DeleteVolumeCommand({ VolumeId }))
    run.report.line(`${VolumeId}: deleted`)
  }
}
