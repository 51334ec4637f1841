import { expect, test } from 'vitest'
import type { RunnerInputs } from '../../contract/runner.ts'
import * as runs from '../../testing/aws-runs.ts'

const { lastLines, name, prefix } = runs
const { aws, bucket, hasMoto, ...lab } = runs.setUpAwsRuns('changes')
/** The simulated AWS also destroys slowly. */
const slow = { timeout: 900_000 }

const runToEnd = (
  command: RunnerInputs['command'],
  cluster: Partial<RunnerInputs['cluster']>,
  { mode, run = 'r1' }: { mode?: RunnerInputs['mode']; run?: string } = {},
) =>
  lab.runToEnd(command, {
    ...(mode && { mode }),
    cluster: { kubernetesVersion: '1.33', ...cluster },
    env: { LABSEAT_RUN: run },
  })
const expectSuccess = (received: Awaited<ReturnType<typeof runToEnd>>) =>
  expect(received.finished, lastLines(received)).toMatchObject({ outcome: 'succeeded' })

const ask = <T>(query: string, ...args: string[]) => aws<T>(...args, '--query', query)
const listGroups = () => ask<string[]>('nodegroups', 'eks', 'list-nodegroups', '--cluster-name', name)
/** Arguments that name the only group of nodes. */
const ofGroup = async () => {
  const [group, ...further] = await listGroups()
  expect(further).toEqual([])
  return ['--cluster-name', name, '--nodegroup-name', group!]
}
const askGroup = async <T>(query: string) => ask<T>(query, 'eks', 'describe-nodegroup', ...(await ofGroup()))
const listObjects = async (): Promise<string[]> => {
  const keys = await ask<string[] | null>('Contents[].Key', 's3api', 'list-objects-v2', '--bucket', bucket)
  return (keys ?? []).sort()
}

/** The resources of every service that people can tag, and their tags as AWS lists them. */
const taggedByPeople = async () => {
  const vpc = await ask<string>('Vpcs[?IsDefault==`false`].VpcId | [0]', 'ec2', 'describe-vpcs')
  const inVpc = ['--filters', `Name=vpc-id,Values=${vpc}`]
  const [subnets, tables, addresses, templates, clusterArn, nodesArn] = await Promise.all([
    ask<string[]>('Subnets[].SubnetId', 'ec2', 'describe-subnets', ...inVpc),
    ask<string[]>('RouteTables[?Tags].RouteTableId', 'ec2', 'describe-route-tables', ...inVpc),
    ask<string[]>('Addresses[].AllocationId', 'ec2', 'describe-addresses'),
    ask<string[]>('LaunchTemplates[].LaunchTemplateId', 'ec2', 'describe-launch-templates'),
    ask<string>('cluster.arn', 'eks', 'describe-cluster', '--name', name),
    askGroup<string>('nodegroup.nodegroupArn'),
  ])
  const ids = [vpc, ...subnets, ...tables, ...addresses, ...templates]
  const roles = [`${name}-cluster`, `${name}-node`]
  return {
    tag: async (key: string, value: string) => {
      await aws('ec2', 'create-tags', '--resources', ...ids, '--tags', `Key=${key},Value=${value}`)
      for (const arn of [clusterArn, nodesArn])
        await aws('eks', 'tag-resource', '--resource-arn', arn, '--tags', `${key}=${value}`)
      for (const role of roles)
        await aws('iam', 'tag-role', '--role-name', role, '--tags', `Key=${key},Value=${value}`)
    },
    /** The value of a tag on each resource. */
    valuesOf: async (key: string) => {
      const inEc2 = ids.map((id) =>
        ask<string | null>(
          `Tags[?Key=='${key}'].Value | [0]`,
          ...['ec2', 'describe-tags', '--filters', `Name=resource-id,Values=${id}`],
        ),
      )
      const inEks = [clusterArn, nodesArn].map((arn) =>
        ask<string | null>(`tags.${key}`, 'eks', 'list-tags-for-resource', '--resource-arn', arn),
      )
      const inIam = roles.map((role) =>
        ask<string | null>(`Tags[?Key=='${key}'].Value | [0]`, 'iam', 'list-role-tags', '--role-name', role),
      )
      return Promise.all([...inEc2, ...inEks, ...inIam])
    },
  }
}

/** Creates what Kubernetes creates for services of the type LoadBalancer, and similar resources that belong to other people. */
const createServices = async (vpc: string) => {
  const owned = `Key=kubernetes.io/cluster/${name},Value=owned`
  const shared = `Key=kubernetes.io/cluster/${name},Value=shared`
  const subnetsOf = (id: string) =>
    ask<string[]>('Subnets[].SubnetId', 'ec2', 'describe-subnets', '--filters', `Name=vpc-id,Values=${id}`)
  const [subnet, second] = await subnetsOf(vpc)
  const ownVpc = await ask<string>('Vpcs[?IsDefault].VpcId | [0]', 'ec2', 'describe-vpcs')
  const [ownSubnet] = await subnetsOf(ownVpc)
  const createGroup = (group: string, id: string, tag: string) =>
    ask<string>(
      'GroupId',
      ...['ec2', 'create-security-group', '--group-name', group, '--description', group, '--vpc-id', id],
      ...['--tag-specifications', `ResourceType=security-group,Tags=[{${tag}}]`],
    )
  const createInterface = (id: string, group: string, description: string) =>
    ask<string>(
      'NetworkInterface.NetworkInterfaceId',
      ...[
        'ec2',
        'create-network-interface',
        '--subnet-id',
        id,
        '--groups',
        group,
        '--description',
        description,
      ],
    )
  const elbGroup = await createGroup('k8s-elb-a1b2', vpc, owned)
  const nodesGroup = await createGroup('k8s-nodes', vpc, owned)
  await aws(
    ...['ec2', 'authorize-security-group-ingress', '--group-id', nodesGroup, '--protocol', 'tcp'],
    ...['--port', '30000-32767', '--source-group', elbGroup],
  )
  await createInterface(subnet!, nodesGroup, 'aws-K8S-i-0123456789abcdef0')
  const createClassic = (balancer: string, id: string, tag: string) =>
    aws(
      ...['elb', 'create-load-balancer', '--load-balancer-name', balancer, '--subnets', id, '--tags', tag],
      ...['--listeners', 'Protocol=TCP,LoadBalancerPort=80,InstanceProtocol=TCP,InstancePort=30080'],
    )
  await createClassic('a1b2', subnet!, owned)
  await createClassic('foreign', ownSubnet!, shared)
  const createNetwork = (balancer: string, ...subnets: string[]) =>
    ask<string>(
      'LoadBalancers[0].LoadBalancerArn',
      ...['elbv2', 'create-load-balancer', '--name', balancer, '--type', 'network', '--tags', owned],
      ...['--subnets', ...subnets],
    )
  await createNetwork('a3c4', subnet!, second!)
  await aws(
    ...['elbv2', 'create-target-group', '--name', 'k8s-a3c4', '--protocol', 'TCP', '--port', '30080'],
    ...['--vpc-id', vpc, '--tags', owned],
  )
  const foreignGroup = await createGroup('k8s-elb-of-others', ownVpc, shared)
  const foreignInterface = await createInterface(ownSubnet!, foreignGroup, 'aws-K8S-of-others')
  const protectedBalancer = await createNetwork('protected', ownSubnet!)
  const protect = (enabled: 'true' | 'false') =>
    aws(
      ...['elbv2', 'modify-load-balancer-attributes', '--load-balancer-arn', protectedBalancer],
      ...['--attributes', `Key=deletion_protection.enabled,Value=${enabled}`],
    )
  await protect('true')
  return {
    foreignGroup,
    foreignInterface,
    protectedBalancer,
    protect,
    remaining: async () => ({
      vpcs: await ask('Vpcs[?IsDefault==`false`].VpcId', 'ec2', 'describe-vpcs'),
      classic: await ask('LoadBalancerDescriptions[].LoadBalancerName', 'elb', 'describe-load-balancers'),
      balancers: await ask('LoadBalancers[].LoadBalancerName', 'elbv2', 'describe-load-balancers'),
      targets: await ask('TargetGroups[].TargetGroupName', 'elbv2', 'describe-target-groups'),
      groups: (
        await ask<string[]>(
          "SecurityGroups[?starts_with(GroupName, 'k8s-')].GroupId",
          ...['ec2', 'describe-security-groups'],
        )
      ).sort(),
      interfaces: await ask(
        "NetworkInterfaces[?starts_with(Description, 'aws-K8S-')].NetworkInterfaceId",
        ...['ec2', 'describe-network-interfaces'],
      ),
    }),
  }
}

test.skipIf(!hasMoto)(
  'nodes, their type and version change, tags of other people survive, and a destroy removes what Kubernetes made and empties the bucket',
  slow,
  async () => {
    // A plan that was discarded.
    await runToEnd('create', {}, { mode: 'plan', run: 'discarded' })
    expect(await listObjects()).toContain(`${prefix}/plan-discarded`)
    expectSuccess(await runToEnd('create', {}))
    expect(await listObjects()).toEqual([`${prefix}/cluster.tfstate`])

    const people = await taggedByPeople()
    await people.tag('CostCenter', '4711')
    const checked = await runToEnd('check-drift', {})
    expect(checked.finished, lastLines(checked)).toMatchObject({ outcome: 'succeeded', drift: [] })
    const unchanged = await runToEnd('update', {}, { mode: 'plan' })
    expect(unchanged, lastLines(unchanged)).toMatchObject({
      planned: undefined,
      finished: { outcome: 'succeeded' },
    })

    const nodes = { type: 't3.large', min: 2, max: 4 }
    const scaled = await runToEnd('update', { nodes })
    expectSuccess(scaled)
    const changes = [...scaled.resources.values()].filter(({ action }) => action !== 'read')
    expect(changes.map(({ address, action }) => [address, action])).toEqual([
      ['aws_eks_node_group.this', 'update'],
    ])
    expect(await askGroup('nodegroup.scalingConfig')).toEqual({
      minSize: 2,
      maxSize: 4,
      desiredSize: 2,
    })

    // An autoscaler adds a node. The next change leaves it.
    await aws(
      ...['eks', 'update-nodegroup-config', ...(await ofGroup())],
      ...['--scaling-config', 'desiredSize=3'],
    )
    expectSuccess(await runToEnd('update', { nodes, kubernetesVersion: '1.34' }))
    expect(await ask('cluster.version', 'eks', 'describe-cluster', '--name', name)).toBe('1.34')
    expect(await askGroup('nodegroup.[version, scalingConfig.desiredSize]')).toEqual(['1.34', 3])

    const values = await people.valuesOf('CostCenter')
    expect(values.length).toBeGreaterThan(10)
    expect(new Set(values)).toEqual(new Set(['4711']))

    // Labseat's own tags are still its own.
    const [vpc] = await ask<string[]>('Vpcs[?IsDefault==`false`].VpcId', 'ec2', 'describe-vpcs')
    await aws('ec2', 'delete-tags', '--resources', vpc!, '--tags', 'Key=labseat-cluster')
    const ownTag = await runToEnd('check-drift', { nodes, kubernetesVersion: '1.34' })
    expect(ownTag.finished, lastLines(ownTag)).toMatchObject({ drift: ['aws_vpc.this'] })
    // Another machine type needs another group, which has as many nodes as the old one.
    const [oldGroup] = await listGroups()
    const large = { nodes: { ...nodes, type: 'm5.large' }, kubernetesVersion: '1.34' }
    expectSuccess(await runToEnd('update', large))
    expect(await listGroups()).not.toContain(oldGroup)
    expect(await askGroup('nodegroup.[instanceTypes, scalingConfig.desiredSize]')).toEqual([['m5.large'], 3])
    expect(
      await ask(
        "Tags[?Key=='labseat-cluster'].Value",
        'ec2',
        'describe-tags',
        '--filters',
        `Name=resource-id,Values=${vpc}`,
      ),
    ).toEqual(['c1'])

    const kubernetes = await createServices(vpc!)
    const refused = await runToEnd('destroy', large)
    expect(refused.finished, lastLines(refused)).toMatchObject({
      outcome: 'failed',
      failure: { reason: 'leftovers' },
      left: [{ kind: 'load balancer', id: kubernetes.protectedBalancer }],
    })
    const foreign = {
      vpcs: [],
      classic: ['foreign'],
      targets: [],
      groups: [kubernetes.foreignGroup],
      interfaces: [kubernetes.foreignInterface],
    }
    expect(await kubernetes.remaining()).toEqual({ ...foreign, balancers: ['protected'] })
    await kubernetes.protect('false')
    const destroyed = await runToEnd('destroy', large)
    expect(destroyed.finished, lastLines(destroyed)).toMatchObject({ outcome: 'succeeded', left: [] })
    expect(await kubernetes.remaining()).toEqual({ ...foreign, balancers: [] })
    expect(await listObjects()).toEqual([])
  },
)

test.skipIf(!hasMoto)(
  'the simulated EKS refuses what EKS refuses, and lists its versions',
  slow,
  async () => {
    const refusal = (...args: string[]) =>
      aws(...args).then(
        () => 'accepted',
        (error: Error) => /\((\w+)\)/.exec(error.message)?.[1],
      )
    const subnets = 'subnetIds=subnet-1,subnet-2'
    await aws(
      ...['eks', 'create-cluster', '--name', 'c', '--role-arn', 'arn:aws:iam::123456789012:role/r'],
      ...['--resources-vpc-config', subnets, '--kubernetes-version', '1.32'],
    )
    const group = ['--cluster-name', 'c', '--nodegroup-name', 'n']
    await aws(
      ...['eks', 'create-nodegroup', ...group, '--subnets', 'subnet-1'],
      ...[
        '--node-role',
        'arn:aws:iam::123456789012:role/r',
        '--scaling-config',
        'minSize=1,maxSize=3,desiredSize=2',
      ],
    )
    const upgrade = ['eks', 'update-cluster-version', '--name', 'c', '--kubernetes-version']
    for (const version of ['1.34', '1.31', '1.32', '1.99'])
      expect(await refusal(...upgrade, version), version).toBe('InvalidParameterException')
    const scale = ['eks', 'update-nodegroup-config', ...group, '--scaling-config']
    for (const config of ['minSize=3', 'maxSize=1', 'desiredSize=4'])
      expect(await refusal(...scale, config), config).toBe('InvalidParameterException')
    const newer = ['eks', 'update-nodegroup-version', ...group, '--kubernetes-version', '1.33']
    expect(await refusal(...newer)).toBe('InvalidParameterException')

    const update = await ask<string>('update.id', ...upgrade, '1.33')
    const describe = ['eks', 'describe-update', '--name', 'c', '--update-id']
    expect(await ask('update.[type, status]', ...describe, update)).toEqual(['VersionUpdate', 'Successful'])
    expect(await refusal(...describe, 'another')).toBe('ResourceNotFoundException')
    expect(await refusal(...newer)).toBe('accepted')

    const versions = await ask<string[]>(
      'clusterVersions[].clusterVersion',
      'eks',
      'describe-cluster-versions',
    )
    expect(versions).toEqual(expect.arrayContaining(['1.35', '1.36']))
    const chosen = ['eks', 'describe-cluster-versions', '--include-all', '--cluster-versions', '1.31', '1.33']
    expect(await ask('clusterVersions[].clusterVersion', ...chosen)).toEqual(['1.33', '1.31'])
  },
)
