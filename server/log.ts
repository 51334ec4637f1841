import { config } from './config.ts'
import { currentTrace } from './trace.ts'

export type Severity = 'DEBUG' | 'INFO' | 'NOTICE' | 'WARNING' | 'ERROR'
export type Log = (severity: Severity, message: string, fields?: Record<string, unknown>) => void

/** The field that ties a line to its trace: https://cloud.google.com/logging/docs/structured-logging#structured_logging_special_fields. */
export const traceField = (traceId: string | undefined): Record<string, string> =>
  traceId ? { 'logging.googleapis.com/trace': `projects/${config.projectId}/traces/${traceId}` } : {}

/** Lines of JSON that Cloud Logging reads as structured entries. Each has the trace of the request or message at work. */
export const createLogger =
  (commonFields: Record<string, unknown> = {}): Log =>
  (severity, message, fields) =>
    console.log(
      JSON.stringify({
        severity,
        message,
        time: new Date().toISOString(),
        ...commonFields,
        ...traceField(currentTrace()?.traceId),
        ...fields,
      }),
    )

/** The fields of an error for the log. They never go to a client. */
export const describeError = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? { error: error.message, code: (error as { code?: unknown }).code, stack: error.stack }
    : { error: String(error) }
