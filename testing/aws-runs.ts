import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Api, startApi } from '../clusters/runner/test/api.ts'
import { type Runner, startRunner } from '../clusters/runner/test/runner.ts'
import type { RunnerInputs } from '../contract/runner.ts'
import { findMoto } from '../scripts/stack/programs/moto.ts'
import { exampleKeys, type SimulatedAws, startSimulatedAws } from './simulated-aws.ts'

export const region = 'eu-central-1'
export const name = 'lab-abc123'
export const prefix = `labseat/${name}`

type RunOptions = {
  mode?: RunnerInputs['mode']
  inputs?: Partial<RunnerInputs>
  cluster?: Partial<RunnerInputs['cluster']>
  env?: NodeJS.ProcessEnv
}

/**
 * Runs of the runner against a simulated AWS, for the tests of one file. Starts and stops all of it by the hooks of that file.
 *
 * @param topic names the bucket and the folder
 * @param settings variables of every runner
 */
export const setUpAwsRuns = (topic: string, settings: Record<string, string> = {}) => {
  const moto = findMoto()
  const bucket = `labseat-state-${topic}`
  const folder = mkdtempSync(join(tmpdir(), `labseat-aws-${topic}-`))
  const apis: Api[] = []
  const runners: Runner[] = []
  let simulated: SimulatedAws | undefined
  beforeAll(async () => {
    if (moto) simulated = await startSimulatedAws(moto, region, bucket)
  })
  afterEach(async () => {
    for (const { child } of runners.splice(0)) child.kill('SIGKILL')
    await Promise.all(apis.splice(0).map((api) => api.close()))
  })
  afterAll(() => {
    simulated?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    hasMoto: moto !== undefined,
    bucket,
    folder,
    /** Calls it with the AWS CLI. */
    aws: <T>(...args: string[]): Promise<T> => simulated!.aws<T>(...args),
    /** @returns what the API received until the runner ended */
    runToEnd: async (
      command: RunnerInputs['command'],
      { mode = 'plan-and-apply', inputs, cluster, env }: RunOptions = {},
    ) => {
      const api = await startApi({ command, mode, platform: 'aws', simulated: true, prefix, ...inputs })
      const nodes = { type: 't3.large', min: 1, max: 3 }
      api.inputs.cluster = { ...api.inputs.cluster, region, stateBucket: bucket, nodes, ...cluster }
      api.rules.credentials = () => ({ status: 200, body: { values: exampleKeys } })
      apis.push(api)
      const variables = { AWS_ENDPOINT_URL: simulated!.address, ...settings, ...env }
      const runner = startRunner(api, { folder: join(folder, 'run') }, variables)
      runners.push(runner)
      await runner.ended
      return api.received
    },
  }
}

/** The end of a run's log, which explains a failure. */
export const lastLines = (received: Api['received']): string => received.lines.slice(-20).join('\n')
