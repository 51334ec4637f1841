import { config } from './config.ts'

export type Severity = 'DEBUG' | 'INFO' | 'NOTICE' | 'WARNING' | 'ERROR'
export type Log = (severity: Severity, message: string, fields?: Record<string, unknown>) => void

/** `X-Cloud-Trace-Context: TRACE/SPAN;o=1` or W3C `traceparent: 00-TRACE-SPAN-01`. */
const parseTrace = (headers: Record<string, unknown>): string | undefined =>
  /^([0-9a-f]{32})/.exec(String(headers['x-cloud-trace-context'] ?? ''))?.[1] ??
  /^00-([0-9a-f]{32})-/.exec(String(headers.traceparent ?? ''))?.[1]

/**
 * Lines of JSON that Cloud Logging reads as structured entries
 * (https://cloud.google.com/logging/docs/structured-logging), tied to the request's trace.
 */
export const createLogger = (
  headers: Record<string, unknown> = {},
  commonFields: Record<string, unknown> = {},
): Log => {
  const trace = parseTrace(headers)
  const common = {
    ...commonFields,
    ...(trace && { 'logging.googleapis.com/trace': `projects/${config.projectId}/traces/${trace}` }),
  }
  return (severity, message, fields) =>
    console.log(JSON.stringify({ severity, message, time: new Date().toISOString(), ...common, ...fields }))
}

/** The fields of an error for the log. They never go to a client. */
export const describeError = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? { error: error.message, code: (error as { code?: unknown }).code, stack: error.stack }
    : { error: String(error) }
