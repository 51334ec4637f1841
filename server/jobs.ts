import type { Platform } from '../contract/cloud-credentials.ts'
import { config } from './config.ts'
import { currentTrace, toTraceparent } from './trace.ts'

/** One attempt of a run for a job. `claim` is short-lived and useless without the job's identity. */
export type JobRequest = {
  clusterId: string
  runId: string
  attempt: number
  claim: string
  platform: Platform
}

/** Starts and checks runners: Cloud Run jobs in the cloud, processes locally. */
export type Jobs = {
  /** @returns the name of the execution */
  start: (run: JobRequest) => Promise<string>
  /** `unknown` if the execution no longer exists. */
  getState: (execution: string) => Promise<'running' | 'ended' | 'unknown'>
  /** Ends an execution from outside, as the last resort: Terraform has ten seconds to stop. */
  cancel: (execution: string) => Promise<void>
}

/** The environment of a runner. The claim is its only secret. The runner continues the trace at work. */
export const toEnvironment = ({ clusterId, runId, attempt, claim }: JobRequest): Record<string, string> => {
  const trace = currentTrace()
  return {
    LABSEAT_CLUSTER: clusterId,
    LABSEAT_RUN: runId,
    LABSEAT_ATTEMPT: String(attempt),
    LABSEAT_CLAIM: claim,
    GOOGLE_CLOUD_PROJECT: config.projectId,
    ...(trace && { TRACEPARENT: toTraceparent(trace) }),
  }
}

let loadedJobs: Promise<Jobs> | undefined
export const getJobs = (): Promise<Jobs> => {
  loadedJobs ??= config.emulated
    ? import('./jobs-local.ts').then(({ localJobs }) => localJobs)
    : import('./jobs-cloud.ts').then(({ createCloudJobs }) => createCloudJobs(config.runner.job))
  return loadedJobs
}
