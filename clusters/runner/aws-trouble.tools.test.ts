import { readFileSync, writeFileSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lastLines, name, prefix, setUpAwsRuns } from '../../testing/aws-runs.ts'

const { aws, bucket, folder, hasMoto, runToEnd } = setUpAwsRuns('trouble', {
  LABSEAT_LOCK_TIMEOUT_SECONDS: '5',
})
/** The simulated AWS also destroys slowly. */
const slow = { timeout: 600_000 }

const listEks = async () => (await aws<{ clusters: string[] }>('eks', 'list-clusters')).clusters
const listKeys = async (): Promise<string[]> => {
  const objects = ['s3api', 'list-objects-v2', '--bucket', bucket, '--prefix', `${prefix}/`]
  const { Contents = [] } = await aws<{ Contents?: { Key: string }[] }>(...objects)
  return Contents.map(({ Key }) => Key.slice(prefix.length + 1)).sort()
}
const lockKey = 'cluster.tfstate.tflock'
/** Puts a lock as Terraform writes it on a person's machine. */
const putLock = async (id: string, who: string) => {
  const file = join(folder, 'lock.json')
  const lock = { ID: id, Operation: 'OperationTypeApply', Info: '', Who: who, Version: '1.11.4' }
  writeFileSync(file, JSON.stringify({ ...lock, Created: new Date().toISOString(), Path: '' }))
  await aws('s3api', 'put-object', '--bucket', bucket, '--key', `${prefix}/${lockKey}`, '--body', file)
}

test.skipIf(!hasMoto)(
  'a lock of another process is respected, and only the person who unlocks it releases it',
  slow,
  async () => {
    const built = await runToEnd('create')
    expect(built.finished, lastLines(built)).toMatchObject({ outcome: 'succeeded' })
    const keys = await listKeys()

    // A process on this machine has the same name as Terraform here.
    const own = `${userInfo().username}@${hostname()}`
    for (const who of ['petra@laptop', own]) {
      await putLock('1b4e28ba-2fa1-11d2-883f-0016d3cca427', who)
      const refused = await runToEnd('destroy')
      expect(refused.finished, lastLines(refused)).toMatchObject({
        outcome: 'failed',
        failure: {
          reason: 'state-locked',
          lock: {
            stage: 'cluster',
            id: '1b4e28ba-2fa1-11d2-883f-0016d3cca427',
            who,
            since: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
          },
        },
      })
      expect(await listEks()).toEqual([name])
      expect(await listKeys()).toEqual([...keys, lockKey].sort())
    }

    const other = { stage: 'cluster', id: 'another-lock' } as const
    const refused = await runToEnd('destroy', { inputs: { unlock: other } })
    expect(refused.finished, lastLines(refused)).toMatchObject({ failure: { reason: 'state-locked' } })
    expect(await listKeys()).toContain(lockKey)

    const unlock = { stage: 'cluster', id: '1b4e28ba-2fa1-11d2-883f-0016d3cca427' } as const
    const destroyed = await runToEnd('destroy', { inputs: { unlock } })
    expect(destroyed.finished, lastLines(destroyed)).toMatchObject({ outcome: 'succeeded', left: [] })
    expect(await listEks()).toEqual([])
    expect(await listKeys()).not.toContain(lockKey)
  },
)

const listVpcs = async () =>
  aws<string[]>(
    ...['ec2', 'describe-vpcs', '--filters', 'Name=tag:labseat-cluster,Values=c1'],
    ...['--query', 'Vpcs[].VpcId'],
  )
const listRoles = async () =>
  aws<string[]>('iam', 'list-roles', '--query', `Roles[?starts_with(RoleName, '${name}-')].RoleName`)

test.skipIf(!hasMoto).each([
  ['is missing', true],
  ['is empty', false],
])(
  'a cluster whose state %s is destroyed by its tags: nodes and cluster first, roles last',
  slow,
  async (_, isMissing) => {
    const built = await runToEnd('create')
    expect(built.finished, lastLines(built)).toMatchObject({ outcome: 'succeeded' })
    const object = ['--bucket', bucket, '--key', `${prefix}/cluster.tfstate`]
    const stored = join(folder, 'cluster.tfstate')
    await aws('s3api', 'get-object', ...object, stored)
    if (isMissing) await aws('s3api', 'delete-object', ...object)
    else {
      const state = JSON.parse(readFileSync(stored, 'utf8'))
      writeFileSync(stored, JSON.stringify({ ...state, resources: [], serial: state.serial + 1 }))
      await aws('s3api', 'put-object', ...object, '--body', stored)
    }

    if (isMissing)
      for (const command of ['update', 'check-drift'] as const) {
        const refused = await runToEnd(command, { inputs: { built: true } })
        expect(refused.finished, lastLines(refused)).toMatchObject({
          outcome: 'failed',
          failure: { reason: 'state-missing', detail: expect.stringContaining(`${prefix}/cluster.tfstate`) },
        })
        expect(await listVpcs()).toHaveLength(1)
      }

    const destroyed = await runToEnd('destroy', { inputs: { built: true } })
    expect(destroyed.finished, lastLines(destroyed)).toMatchObject({ outcome: 'succeeded', left: [] })
    if (isMissing) {
      expect(destroyed.stages.get('cluster')?.reason).toContain('has no Terraform state')
      expect(destroyed.planned).toBe(1)
    }
    const deleted = destroyed.lines.filter((line) => /: deleted/.test(line))
    const lineOf = (what: string) => deleted.findIndex((line) => line.startsWith(what))
    const order = ['EKS node group', 'EKS cluster', 'NAT gateway', 'VPC', 'IAM role'].map(lineOf)
    expect(order, deleted.join('\n')).toEqual(order.toSorted((a, b) => a - b))
    expect(order).not.toContain(-1)
    expect(await listEks()).toEqual([])
    expect(await listVpcs()).toEqual([])
    expect(await listRoles()).toEqual([])
  },
)

test.skipIf(!hasMoto)(
  'a cluster with the same name and other tags is neither removed nor taken apart',
  slow,
  async () => {
    const built = await runToEnd('create', { inputs: { tags: { 'labseat-cluster': 'c2' } } })
    expect(built.finished, lastLines(built)).toMatchObject({ outcome: 'succeeded' })
    const [vpcs, roles] = [await aws('ec2', 'describe-vpcs'), await listRoles()]
    const refused = await runToEnd('destroy', { inputs: { built: true, prefix: 'labseat/elsewhere' } })
    expect(refused.finished, lastLines(refused)).toMatchObject({
      outcome: 'failed',
      failure: { reason: 'leftovers', detail: expect.stringContaining('EKS cluster') },
    })
    expect([await listEks(), await aws('ec2', 'describe-vpcs'), await listRoles()]).toEqual([
      [name],
      vpcs,
      roles,
    ])
  },
)
