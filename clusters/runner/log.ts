type Severity = 'INFO' | 'WARNING' | 'ERROR'
type Fields = Record<string, string | undefined>

/**
 * Lines of JSON that Cloud Logging reads as structured entries, in the trace of the request that started the attempt
 * (https://cloud.google.com/logging/docs/structured-logging).
 */
export const createRunnerLog = (env: NodeJS.ProcessEnv) => {
  const [, traceId] = /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(env.TRACEPARENT ?? '') ?? []
  const common = {
    cluster: env.LABSEAT_CLUSTER,
    run: env.LABSEAT_RUN,
    attempt: env.LABSEAT_ATTEMPT,
    ...(traceId && {
      'logging.googleapis.com/trace': `projects/${env.GOOGLE_CLOUD_PROJECT}/traces/${traceId}`,
    }),
  }
  return (severity: Severity, message: string, fields: Fields = {}): void =>
    console.error(JSON.stringify({ severity, message, time: new Date().toISOString(), ...common, ...fields }))
}
