import type { Platform } from '../contract/cloud-credentials.ts'
import { config } from './config.ts'

/** One attempt of a run, as it is given to a job. `claim` is short-lived, and opens nothing without the job's own identity. */
export type JobRequest = {
  clusterId: string
  runId: string
  attempt: number
  claim: string
  platform: Platform
}

/** What starts runners, and looks after them when they are silent: Cloud Run jobs in the cloud, processes locally. */
export type Jobs = {
  /** @returns how the execution is named */
  start: (run: JobRequest) => Promise<string>
  /** `unknown` where nobody can tell any more. */
  getState: (execution: string) => Promise<'running' | 'ended' | 'unknown'>
  /** Ends an execution from outside: the last resort, Terraform has ten seconds. */
  cancel: (execution: string) => Promise<void>
}

/** What a runner finds in its environment. No secret but the claim is in it. */
export const toEnvironment = ({ clusterId, runId, attempt, claim }: JobRequest): Record<string, string> => ({
  LABSEAT_CLUSTER: clusterId,
  LABSEAT_RUN: runId,
  LABSEAT_ATTEMPT: String(attempt),
  LABSEAT_CLAIM: claim,
})

let loadedJobs: Promise<Jobs> | undefined
export const getJobs = (): Promise<Jobs> => {
  loadedJobs ??= config.emulated
    ? import('./jobs-local.ts').then(({ localJobs }) => localJobs)
    : import('./jobs-cloud.ts').then(({ createCloudJobs }) => createCloudJobs(config.runner.job))
  return loadedJobs
}
