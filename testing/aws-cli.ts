import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { awsKeys } from '../scripts/stack/aws-demo.ts'
import { moto } from '../scripts/stack/programs/moto.ts'
import { terraform } from '../scripts/stack/programs/terraform.ts'

/** The missing program that tests of clusters on the simulated AWS need, and how to install it. Undefined if nothing is missing. */
export const missingForAws = async (): Promise<string | undefined> => {
  if (spawnSync('aws', ['--version'], { stdio: 'ignore' }).status !== 0)
    return 'No AWS CLI was found. Get it with: pip install awscli'
  if (!terraform.find()) return terraform.missing
  const response = await fetch(`${process.env.AWS_ENDPOINT_URL}/moto-api/`).catch(() => undefined)
  return response?.ok ? undefined : moto.missing
}

const call = promisify(execFile)

/** Calls the simulated AWS with the AWS CLI as its administrator, without any code of the product. */
export const aws = async <T>(region: string, ...args: string[]): Promise<T> => {
  const { accessKeyId, secretAccessKey } = awsKeys.admin
  const { stdout } = await call('aws', [...args, '--region', region, '--output', 'json'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_ENDPOINT_URL: process.env.AWS_ENDPOINT_URL,
      AWS_ENDPOINT_URL_IAM: process.env.AWS_ENDPOINT_URL_IAM,
      AWS_ENDPOINT_URL_STS: process.env.AWS_ENDPOINT_URL_STS,
    },
  })
  return JSON.parse(stdout || '{}')
}

type ClusterName = { clusterId: string; name: string; region: string }

/** The AWS resources of a cluster, found by its name and its tags. */
export const inventoryOf = async ({ clusterId, name, region }: ClusterName) => {
  const tagged = `Name=tag:labseat:cluster,Values=${clusterId}`
  const list = (query: string, ...args: string[]) => aws<string[]>(region, ...args, '--query', query)
  const listTagged = (what: string, query: string) => list(query, 'ec2', what, '--filters', tagged)
  const living = 'Name=instance-state-name,Values=pending,running,stopping,stopped'
  const [clusters, vpcs, instances, volumes, gateways, balancers, roles] = await Promise.all([
    list(`clusters[?@=='${name}']`, 'eks', 'list-clusters'),
    listTagged('describe-vpcs', 'Vpcs[].VpcId'),
    list(
      'Reservations[].Instances[].InstanceId',
      ...['ec2', 'describe-instances', '--filters', tagged, living],
    ),
    listTagged('describe-volumes', 'Volumes[].VolumeId'),
    list(
      "NatGateways[?State!='deleted'].NatGatewayId",
      ...['ec2', 'describe-nat-gateways', '--filter', tagged],
    ),
    list(
      'ResourceTagMappingList[].ResourceARN',
      ...['resourcegroupstaggingapi', 'get-resources'],
      ...['--resource-type-filters', 'elasticloadbalancing:loadbalancer'],
      ...['--tag-filters', `Key=kubernetes.io/cluster/${name}`],
    ),
    list(`Roles[?starts_with(RoleName, '${name}-')].RoleName`, 'iam', 'list-roles'),
  ])
  return { clusters, vpcs, instances, volumes, gateways, balancers, roles }
}
export const nothing = {
  clusters: [],
  vpcs: [],
  instances: [],
  volumes: [],
  gateways: [],
  balancers: [],
  roles: [],
}
