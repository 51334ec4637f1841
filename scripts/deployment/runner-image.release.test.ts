import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../../clusters/runner/free-port.ts'
import { startApi } from '../../clusters/runner/test/api.ts'
import type { RunnerInputs } from '../../contract/runner.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { findMoto } from '../stack/programs/moto.ts'
import { stageRunner } from './stage.ts'
import { root } from './upload.ts'

/**
 * Runs the AWS runner from the files of its image with the image's user, on a disk that is memory, within the memory of the job: as Cloud Run
 * does. It needs Linux, root, the simulated AWS and an unpacked mirror of AWS's provider.
 */
const limitBytes = 4 * 1024 ** 3
const mirror = '/opt/tf-plugins'
const group = `/sys/fs/cgroup/memory/labseat-runner-${process.pid}`
const disk = mkdtempSync(join(tmpdir(), 'labseat-runner-image-'))
const moto = findMoto()

const limitMemory = (): boolean => {
  try {
    mkdirSync(group)
    writeFileSync(join(group, 'memory.limit_in_bytes'), String(limitBytes))
    return spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', disk]).status === 0
  } catch {
    return false
  }
}
const isPossible = moto !== undefined && existsSync(join(mirror, 'registry.terraform.io')) && limitMemory()
const children: ChildProcess[] = []

const listGroup = () =>
  (existsSync(group) ? readFileSync(join(group, 'cgroup.procs'), 'utf8') : '').match(/\d+/g) ?? []

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  // A runner that crashed leaves Terraform and its providers behind. They run from the disk.
  await waitUntil('every process of the runner ended', () => {
    const pids = listGroup()
    if (pids.length > 0) spawnSync('kill', ['-9', ...pids])
    return pids.length === 0
  })
  spawnSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
  if (existsSync(group)) rmdirSync(group)
})

const user = 10001
const keys = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const region = 'eu-central-1'
const bucket = 'labseat-state-image'

const startSimulatedAws = async (): Promise<string> => {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  children.push(
    spawn(moto!, [join(root, 'clusters/runner/test/simulated_aws.py'), String(port)], {
      stdio: 'ignore',
      env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true', AWS_CONFIG_FILE: '/dev/null' },
    }),
  )
  const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/20260101/${region}/s3/aws4_request, SignedHeaders=host, Signature=0`
  const body = `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`
  await waitUntil(
    'the simulated AWS made a bucket',
    () =>
      fetch(`${address}/${bucket}`, { method: 'PUT', headers: { authorization }, body }).then(
        ({ ok }) => ok,
        () => false,
      ),
    60,
  )
  return address
}

/** The folder of the image, installed as its Dockerfile does. */
const layOutImage = () => {
  const source = stageRunner('aws')
  const app = join(disk, 'app')
  execFileSync('cp', ['-r', source.folder, app])
  const [, install] = /^FROM node.* AS packages\n(?:.*\n)*?RUN (.+)$/m.exec(
    readFileSync(join(app, 'Dockerfile'), 'utf8'),
  )!
  execFileSync('bash', ['-c', install!], {
    cwd: app,
    stdio: 'pipe',
    env: { ...process.env, npm_config_prefer_offline: 'true' },
  })
  return app
}

const runAs = async (app: string, address: string, command: RunnerInputs['command']) => {
  const api = await startApi({ command, mode: 'plan-and-apply', platform: 'aws', simulated: true })
  api.inputs.cluster = {
    ...api.inputs.cluster,
    region,
    stateBucket: bucket,
    nodes: { type: 't3.large', min: 1, max: 3 },
  }
  api.rules.credentials = () => ({ status: 200, body: { values: keys } })
  // Joins the group, then becomes the image's user: what the process starts is counted, too.
  const script = `echo $$ > ${group}/cgroup.procs && exec setpriv --reuid=${user} --regid=${user} --clear-groups "$@"`
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, join(app, 'clusters/runner/run.ts')], {
    cwd: app,
    stdio: 'pipe',
    env: {
      PATH: process.env.PATH,
      // As the image's /etc/passwd says: a folder that does not exist.
      HOME: '/home/labseat',
      TMPDIR: join(disk, 'tmp'),
      AWS_ENDPOINT_URL: address,
      LABSEAT_API_URL: api.url,
      LABSEAT_CLUSTER: 'c1',
      LABSEAT_RUN: 'r1',
      LABSEAT_ATTEMPT: '1',
      LABSEAT_CLAIM: api.claim,
      LABSEAT_RUNNER_IDENTITY: 'none',
      LABSEAT_TERRAFORM_MIRROR: mirror,
    },
  })
  children.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const code = await new Promise((resolve) => child.once('close', resolve))
  await api.close()
  return { code, output, finished: api.received.finished }
}

test.skipIf(!isPossible)(
  'the AWS runner builds and destroys a cluster from its image’s files, as its user, in the job’s memory',
  { timeout: 600_000 },
  async () => {
    const address = await startSimulatedAws()
    const app = layOutImage()
    execFileSync('install', ['-d', '-o', String(user), '-g', String(user), join(disk, 'tmp')])
    const built = await runAs(app, address, 'create')
    expect(built, built.output).toMatchObject({
      code: 0,
      finished: { outcome: 'succeeded' },
    })
    const destroyed = await runAs(app, address, 'destroy')
    expect(destroyed, destroyed.output).toMatchObject({
      code: 0,
      finished: { outcome: 'succeeded', left: [] },
    })
    const peakBytes = Number(readFileSync(join(group, 'memory.max_usage_in_bytes'), 'utf8'))
    console.log(`peak ${Math.round(peakBytes / 1024 ** 2)} MiB`)
    expect(readFileSync(join(group, 'memory.oom_control'), 'utf8')).not.toMatch(/oom_kill [1-9]/)
    expect(peakBytes).toBeLessThan(limitBytes)
  },
)
