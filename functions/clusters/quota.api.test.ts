import { CreateVpcCommand, DeleteVpcCommand, DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import { awsKeys, stateBucket } from '../../scripts/stack/aws-demo.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { asPerson, type Person } from '../../testing/people.ts'

/** No other test uses this region. */
const region = 'eu-west-3'
const ec2 = new EC2Client({ region, credentials: awsKeys.demo })
const vpcIds: string[] = []

let otto: Person
let account: CloudAccount
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, {
    platform: 'aws',
    credentials: { kind: 'access-key', ...awsKeys.demo },
  })
})
afterAll(async () => {
  for (const VpcId of vpcIds) await ec2.send(new DeleteVpcCommand({ VpcId }))
})

test('a cluster over the quota of VPCs is rejected with the limit and a solution', async () => {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}))
  for (let count = Vpcs.length; count < 5; count++) {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: `10.${90 + count}.0.0/16` }))
    vpcIds.push(Vpc!.VpcId!)
  }
  const body = {
    accountId: account.id,
    name: 'workshop',
    region,
    stateBucket,
    services: ['vscode'],
    nodes: { type: 't3.large', min: 1, max: 1 },
  }
  const {
    status,
    body: problem,
    text,
  } = await api<Cluster & { code: string; detail: string }>('POST', '/v1/clusters', body, otto)
  expect({ status, code: problem.code }, text).toEqual({ status: 409, code: 'quota-exceeded' })
  expect(problem.detail).toMatch(
    /^AWS allows this account 5 VPCs in eu-west-3, and 5 are in use\. .*L-F678F1CE.* No cluster was created\.$/,
  )
  const stored = await documents.clusters().where('accountId', '==', account.id).count().get()
  expect(stored.data().count).toBe(0)
})
