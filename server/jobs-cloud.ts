import { type Jobs, toEnvironment } from './jobs.ts'

/** The API gives a runner a little less time (functions/runner/claim.ts). */
const timeoutSeconds = 115 * 60

/**
 * Cloud Run jobs, one for each platform's image: https://cloud.google.com/run/docs/execute/jobs#override-job-configuration.
 * Cloud Run never retries a task: Labseat counts the attempts itself.
 *
 * @param job `projects/P/locations/L/jobs/J`; the platform's name follows a hyphen
 * @param clientOptions options of Google's clients, such as another server
 */
export const createCloudJobs = async (job: string | undefined, clientOptions: object = {}): Promise<Jobs> => {
  if (!job) throw new Error('LABSEAT_RUNNER_JOB must be set to run clusters (docs/deployment.md).')
  const { ExecutionsClient, JobsClient } = await import('@google-cloud/run')
  const options = { fallback: true, ...clientOptions }
  const locationPath = job.replace(/\/jobs\/[^/]+$/, '')
  /** A runner knows only the last part of its execution's name, JOB-SUFFIX. */
  const toName = (execution: string): string =>
    execution.includes('/')
      ? execution
      : `${locationPath}/jobs/${execution.replace(/-[^-]+$/, '')}/executions/${execution}`
  const [jobsClient, executions] = [new JobsClient(options), new ExecutionsClient(options)]
  return {
    async start(run) {
      const env = Object.entries(toEnvironment(run)).map(([name, value]) => ({ name, value }))
      const [operation] = await jobsClient.runJob({
        name: `${job}-${run.platform}`,
        overrides: { taskCount: 1, timeout: { seconds: timeoutSeconds }, containerOverrides: [{ env }] },
      })
      const { name } = operation.metadata as { name?: string }
      if (!name) throw new Error('Cloud Run did not name the execution.')
      return name
    },
    async getState(execution) {
      const [state] = await executions
        .getExecution({ name: toName(execution) })
        .catch((error: { code?: number }) => {
          if (error.code === 5) return [undefined]
          throw error
        })
      if (!state) return 'unknown'
      return state.completionTime ? 'ended' : 'running'
    },
    async cancel(execution) {
      await executions.cancelExecution({ name: toName(execution) })
    },
  }
}
