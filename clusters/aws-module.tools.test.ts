import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { findMoto } from '../scripts/stack/programs/moto.ts'
import { exampleKeys, type SimulatedAws, startSimulatedAws } from '../testing/simulated-aws.ts'
import { copyModules } from './runner/modules.ts'
import { writeCliConfig } from './runner/terraform.ts'

const call = promisify(execFile)
const moto = findMoto()
const region = 'eu-central-1'
const folder = mkdtempSync(join(tmpdir(), 'labseat-aws-module-'))
const name = 'lab-abc123'

let simulated: SimulatedAws
beforeAll(async () => {
  if (!moto) return
  simulated = await startSimulatedAws(moto, region, 'unused')
  copyModules('aws', 'cluster', join(folder, 'cluster'))
  writeCliConfig(folder)
  await terraform('init', '-input=false')
})
afterAll(() => {
  simulated?.close()
  rmSync(folder, { recursive: true })
})

const terraform = async (...args: string[]) => {
  const { stdout } = await call('terraform', args, {
    cwd: join(folder, 'cluster'),
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TF_CLI_CONFIG_FILE: join(folder, 'terraform.rc'),
      AWS_ACCESS_KEY_ID: exampleKeys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: exampleKeys.secretAccessKey,
      AWS_ENDPOINT_URL: simulated.address,
    },
  })
  return stdout
}
const writeVariables = (change: Record<string, unknown> = {}) =>
  writeFileSync(
    join(folder, 'cluster', 'terraform.tfvars.json'),
    JSON.stringify({
      name,
      region,
      tags: { 'labseat:cluster': name },
      kubernetes_version: '1.33',
      vpc_cidr: '10.0.0.0/16',
      public_subnets: ['10.0.0.0/24', '10.0.1.0/24'],
      private_subnets: ['10.0.10.0/24', '10.0.11.0/24'],
      node_type: 't3.large',
      node_min: 1,
      node_max: 2,
      ...change,
    }),
  )

const planned = z.object({
  resource_changes: z.array(
    z.object({
      address: z.string(),
      change: z.looseObject({ actions: z.array(z.string()) }),
    }),
  ),
})
/** What a change of the variables would do, without the resources that stay as they are. */
const plan = async (change: Record<string, unknown>) => {
  writeVariables(change)
  await terraform('plan', '-input=false', '-out=plan.tfplan')
  const { resource_changes } = planned.parse(JSON.parse(await terraform('show', '-json', 'plan.tfplan')))
  return resource_changes.filter(({ change: { actions } }) => !['no-op', 'read'].includes(actions.join()))
}

type Roles = { Roles: { RoleName: string; Path: string }[] }
type Role = { Role: { PermissionsBoundary?: { PermissionsBoundaryArn: string } } }
type LogGroups = { logGroups: { logGroupName: string; retentionInDays?: number }[] }
type Volumes = {
  LaunchTemplateVersions: {
    LaunchTemplateData: {
      BlockDeviceMappings: { Ebs: { Encrypted: boolean; VolumeType: string; VolumeSize: number } }[]
    }
  }[]
}

test.skipIf(!moto)(
  'a cluster has bounded roles, encrypted disks and logs that go with it, and the image of its nodes fits their type',
  { timeout: 600_000 },
  async () => {
    const { aws } = simulated
    writeVariables()
    await terraform('apply', '-auto-approve', '-input=false')

    const { Roles } = await aws<Roles>('iam', 'list-roles', '--path-prefix', '/labseat/')
    expect(Roles.map(({ RoleName }) => RoleName).sort()).toEqual(
      ['autoscaler', 'cluster', 'ebs-csi', 'node'].map((part) => `${name}-${part}`),
    )
    for (const { RoleName } of Roles) {
      const { Role } = await aws<Role>('iam', 'get-role', '--role-name', RoleName)
      expect(Role.PermissionsBoundary?.PermissionsBoundaryArn).toBe('arn:aws:iam::aws:policy/PowerUserAccess')
    }
    expect((await aws<LogGroups>('logs', 'describe-log-groups')).logGroups).toMatchObject([
      { logGroupName: `/aws/eks/${name}/cluster`, retentionInDays: 14 },
    ])
    const { LaunchTemplateVersions } = await aws<Volumes>(
      ...['ec2', 'describe-launch-template-versions', '--launch-template-name', `${name}-node`],
    )
    const { BlockDeviceMappings } = LaunchTemplateVersions[0]!.LaunchTemplateData
    expect(BlockDeviceMappings).toMatchObject([
      { Ebs: { Encrypted: true, VolumeType: 'gp3', VolumeSize: 50 } },
    ])

    expect(await plan({})).toEqual([])
    for (const [node_type, ami_type] of [
      ['m6g.large', 'AL2023_ARM_64_STANDARD'],
      ['g4dn.xlarge', 'AL2023_x86_64_NVIDIA'],
      ['m5.large', 'AL2023_x86_64_STANDARD'],
    ])
      expect(await plan({ node_type }), node_type).toMatchObject([
        {
          address: 'aws_eks_node_group.this',
          // The new group first.
          change: { actions: ['create', 'delete'], after: { ami_type, instance_types: [node_type] } },
        },
      ])

    // Machines with another disk come one after the other, in the same group.
    expect(await plan({ node_disk_gb: 80 })).toMatchObject([
      { address: 'aws_eks_node_group.this', change: { actions: ['update'] } },
      { address: 'aws_launch_template.node', change: { actions: ['update'] } },
    ])

    // With a zone, only cert-manager's role and its right for one record come.
    expect(await plan({ dns_zone: { name: 'labs.example.com', id: 'Z123' } })).toMatchObject([
      { address: 'aws_iam_role.service_account["dns"]', change: { actions: ['create'] } },
      {
        address: 'aws_iam_role_policy.dns[0]',
        change: {
          actions: ['create'],
          after: { policy: expect.stringContaining(`"_acme-challenge.${name}.labs.example.com"`) },
        },
      },
    ])

    writeVariables()
    await terraform('destroy', '-auto-approve', '-input=false')
    expect((await aws<LogGroups>('logs', 'describe-log-groups')).logGroups).toEqual([])
    expect(await aws<Roles>('iam', 'list-roles', '--path-prefix', '/labseat/')).toMatchObject({ Roles: [] })
  },
)
