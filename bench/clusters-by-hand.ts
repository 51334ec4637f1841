import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeBackend } from '../clusters/runner/backend.ts'
import { copyModules } from '../clusters/runner/modules.ts'
import { terraformEnvironment } from '../clusters/runner/terraform.ts'
import { clusterVariables } from '../clusters/runner/variables.ts'
import type { RunnerInputs } from '../contract/runner.ts'
import { defaults } from '../domain/cluster-defaults.ts'
import { defaultVersion } from '../domain/kubernetes-versions.ts'
import { awsKeys, stateBucket } from '../scripts/stack/aws-demo.ts'

export const region = 'us-east-1'

/** Terraform's provider is not on this machine and cannot be downloaded. */
export class NoProvider extends Error {}

/** Five subnets of each kind, which makes 40 resources. */
const ranges = (first: number) => Array.from({ length: 5 }, (_, index) => `10.0.${first + 16 * index}.0/20`)
export const network = { vpcCidr: '10.0.0.0/16', publicSubnets: ranges(0), privateSubnets: ranges(128) }

/** The inputs that a runner would get for the same cluster. */
const inputsOf = (name: string): RunnerInputs => {
  const { nodes } = defaults
  const kubernetesVersion = defaultVersion('aws', new Date().toISOString())
  return {
    command: 'create',
    mode: 'plan-and-apply',
    platform: 'aws',
    stages: ['cluster'],
    cluster: {
      name,
      region,
      stateBucket,
      services: [],
      kubernetesVersion,
      ...network,
      nodes: { ...nodes.aws },
    },
    tags: { 'labseat:cluster': name, 'labseat:name': name },
    prefix: `by-hand/${name}`,
    planKey: '',
    regions: [],
    simulated: true,
    deadline: '',
  }
}

/**
 * Runs init, plan and apply in a new folder, as a person would, then destroys the resources.
 *
 * @returns milliseconds of init, plan and apply
 */
export const buildByHand = async (name: string, signal: AbortSignal): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'labseat-by-hand-'))
  const { accessKeyId, secretAccessKey } = awsKeys.admin
  const env = terraformEnvironment(folder, {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
  })
  const stage = join(folder, 'cluster')
  const terraform = async (...args: string[]) => {
    const child = spawn('terraform', args, { cwd: stage, env, signal, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data) => {
        output += data
      })
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (code === 0) return
    const failed = `terraform ${args[0]} ended with ${code}: ${output.slice(-2000)}`
    throw args[0] === 'init' ? new NoProvider(failed) : new Error(failed)
  }
  try {
    const began = performance.now()
    copyModules('aws', 'cluster', stage)
    const inputs = inputsOf(name)
    writeBackend(stage, inputs, 'cluster', undefined)
    writeFileSync(
      join(stage, 'terraform.tfvars.json'),
      JSON.stringify(clusterVariables({ inputs, existing: { foreignTagKeys: [] } })),
    )
    await terraform('init', '-input=false', '-no-color')
    await terraform('plan', '-input=false', '-no-color', '-out=plan.tfplan')
    await terraform('apply', '-input=false', '-no-color', 'plan.tfplan')
    const took = performance.now() - began
    await terraform('destroy', '-input=false', '-no-color', '-auto-approve')
    return took
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
