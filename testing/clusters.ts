import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { StoredCluster } from '../contract/clusters.ts'
import type { RunDocument, RunResource } from '../contract/runs.ts'
import { defaults } from '../domain/cluster-defaults.ts'
import { toCluster } from '../domain/cluster-life.ts'
import { defaultVersion } from '../domain/kubernetes-versions.ts'
import { estimateOf } from '../domain/prices.ts'
import { documents } from '../server/documents.ts'

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()

/** Resources of a cluster, as Terraform reports them. */
export const resources = (state: RunResource['state'], change: Partial<RunResource> = {}): RunResource[] =>
  [
    'module.vpc.aws_vpc.this[0]',
    'module.vpc.aws_subnet.private["eu-central-1a"]',
    'module.vpc.aws_subnet.private["eu-central-1b"]',
    'module.vpc.aws_nat_gateway.this[0]',
    'module.eks.aws_eks_cluster.this[0]',
    'module.eks.module.eks_managed_node_group["workshop"].aws_eks_node_group.this[0]',
    'aws_iam_role.ebs_csi_driver',
  ].map((address, index) => ({
    address,
    stage: 'cluster' as const,
    action: 'create' as const,
    state,
    ...(state !== 'planned' && { seconds: 4 + index * 31 }),
    ...change,
  }))

/** Changed resources with their attributes, as the runner reports a plan that waits. */
export const changedResources = (): RunResource[] => {
  const planned = { stage: 'cluster', state: 'planned' } as const
  const policy = '"{\\"Statement\\":[{\\"Action\\":\\"sts:AssumeRole\\",\\"Effect\\":\\"Allow\\"'
  return [
    {
      ...planned,
      address: 'aws_eks_node_group.this',
      action: 'replace',
      attributes: [
        { path: 'instance_types', from: '["t3.large"]', to: '["m6i.xlarge"]', replaces: true },
        { path: 'scaling_config[0].min_size', from: '2', to: '3' },
        { path: 'arn', from: '"arn:aws:eks:eu-central-1:123456789012:nodegroup"', to: '(known after apply)' },
        { path: 'tags["labseat/owner"]', to: '"olga"' },
      ],
      hiddenAttributes: 12,
    },
    {
      ...planned,
      address: 'aws_nat_gateway.this',
      action: 'replace',
      replacedBecause: 'damaged',
      previousAddress: 'module.network.aws_nat_gateway.this',
    },
    {
      ...planned,
      address: 'aws_iam_role.cluster',
      action: 'update',
      attributes: [
        { path: 'assume_role_policy', from: `${policy}…`, to: `${policy},\\"Sid\\":\\"Eks…` },
        { path: 'description', from: '"Of the control plane"' },
        { path: 'inline_policy[0].password', from: '(sensitive)', to: '(sensitive)' },
      ],
    },
    { ...planned, address: 'aws_subnet.public["0"]', action: 'update', hiddenAttributes: 7 },
  ]
}

/** Every resource of clusters/aws/cluster. */
export const awsResources = (state: (index: number) => RunResource['state']): RunResource[] =>
  [
    ...['aws_vpc.this', 'aws_internet_gateway.this', 'aws_eip.nat', 'aws_nat_gateway.this'],
    ...['public["0"]', 'public["1"]', 'private["0"]', 'private["1"]'].flatMap((subnet) => [
      `aws_subnet.${subnet}`,
      `aws_route_table_association.${subnet}`,
    ]),
    ...['aws_route_table.public', 'aws_route_table.private'],
    ...['aws_route.public_internet', 'aws_route.private_nat'],
    ...['aws_iam_role.cluster', 'aws_iam_role.node'],
    ...['autoscaler', 'ebs-csi'].flatMap((account) => [
      `aws_iam_role.service_account["${account}"]`,
      `aws_iam_role_policy_attachment.service_account["${account}"]`,
    ]),
    ...['AmazonEC2ContainerRegistryReadOnly', 'AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy'].map(
      (policy) => `aws_iam_role_policy_attachment.node["${policy}"]`,
    ),
    'aws_iam_role_policy_attachment.cluster',
    ...['aws_eks_cluster.this', 'aws_iam_openid_connect_provider.this', 'aws_launch_template.node'],
    'aws_eks_node_group.this',
  ].map((address, index) => ({
    address,
    stage: 'cluster' as const,
    action: 'create' as const,
    state: state(index),
    ...(state(index) !== 'planned' && { seconds: (index % 9) * 7 + 1 }),
  }))

/**
 * Stores a cluster and its run as the functions would, so that a page shows a state that a cloud needs minutes to reach.
 *
 * @returns its id
 */
export const storeCluster = async (
  account: Pick<CloudAccount, 'id' | 'ownerId' | 'platform'>,
  change: { cluster?: Partial<StoredCluster>; run?: Partial<RunDocument> } = {},
): Promise<string> => {
  const ref = documents.clusters().doc()
  const runRef = documents.runs(ref.id).doc()
  const nodes = defaults.nodes[account.platform]
  const { hourly, monthly, source } = estimateOf(account.platform, nodes)
  const cluster = toCluster({
    ownerId: account.ownerId,
    accountId: account.id,
    platform: account.platform,
    name: 'workshop-7xk2mq',
    region: account.platform === 'sandbox' ? 'local' : 'eu-central-1',
    stateBucket: 'labseat-state',
    services: ['vscode', 'jupyterhub'],
    kubernetesVersion: defaultVersion(account.platform, ago(0)),
    vpcCidr: defaults.vpcCidr,
    publicSubnets: [...defaults.publicSubnets],
    privateSubnets: [...defaults.privateSubnets],
    approval: 'manual',
    nodes,
    state: 'provisioning',
    live: true,
    runId: runRef.id,
    busy: true,
    awaitsApproval: change.run?.state === 'awaiting-approval',
    links: [],
    cost: { hourly, monthly, source },
    expiresAt: null,
    endsAt: null,
    budget: null,
    endTold: false,
    destroyWanted: false,
    eventId: null,
    createdAt: ago(3600),
    updatedAt: ago(10),
    ...change.cluster,
  })
  await ref.set(cluster)
  await runRef.set({
    clusterId: ref.id,
    command: 'create',
    state: 'queued',
    attempt: 1,
    approval: 'manual',
    approved: false,
    before: 'provisioning',
    sequence: 0,
    stages: [],
    resources: [],
    total: 0,
    done: 0,
    tail: [],
    parts: 0,
    requestedBy: account.ownerId,
    heardAt: null,
    startedAt: ago(220),
    endedAt: null,
    createdAt: ago(230),
    ...change.run,
  })
  return ref.id
}

/** Stores parts of the log of the cluster's last run. */
export const storeLog = async (clusterId: string, parts: number, lines = 200): Promise<void> => {
  const runId = (await documents.cluster(clusterId).get()).data()!.runId
  for (let part = 0; part < parts; part++) {
    const text = Array.from({ length: lines }, (_, line) => `line ${part * lines + line + 1}`).join('\n')
    await documents
      .logParts(clusterId, runId)
      .doc(String(part).padStart(6, '0'))
      .set({ at: ago(100), text })
  }
  await documents.run(clusterId, runId).update({ parts })
}
