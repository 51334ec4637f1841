import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A line of the structured log. */
export type LogLine = {
  severity: string
  message: string
  topic?: string
  activity?: { action: string; thing: string }
  [field: string]: unknown
}

/** The functions' log, after its older half that was cut off (scripts/stack/limit-log.ts). */
const stackLogs = ['functions.log.1', 'functions.log'].map((name) =>
  join(import.meta.dirname, '../.labseat', process.env.LABSEAT_STACK ?? 'test', name),
)

/** The lines of one trace. A log has megabytes, so only its lines are parsed. */
const readTrace = (file: string, traceId: string): LogLine[] => {
  const trace = `projects/${process.env.GOOGLE_CLOUD_PROJECT}/traces/${traceId}`
  return (existsSync(file) ? readFileSync(file, 'utf8') : '')
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}') && line.includes(trace))
    .map((line) => JSON.parse(line))
}

/** The log lines of the stack's functions in one trace, in the order of writing. */
export const linesOf = (traceId: string): LogLine[] => stackLogs.flatMap((file) => readTrace(file, traceId))

/** The log lines of a local runner in one trace. */
export const runnerLinesOf = (traceId: string, runId: string, attempt = 1): LogLine[] =>
  readTrace(join(process.env.LABSEAT_RUNS_FOLDER!, `${runId}-${attempt}.log`), traceId)

/** A trace as the web app starts it. */
export const newTrace = (): { traceId: string; headers: { traceparent: string } } => {
  const traceId = randomBytes(16).toString('hex')
  return { traceId, headers: { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-00` } }
}
