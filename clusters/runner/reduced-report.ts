import type { ProgressBody } from './protocol.ts'

const describeLines = (count: number) =>
  count === 1 ? '1 line of this log could not be stored.' : `${count} lines of this log could not be stored.`

/** A report whose log is only a note about the lines that are missing. */
export const withoutLog = (body: ProgressBody): ProgressBody => ({
  ...body,
  lines: body.lines.length > 0 ? [describeLines(body.lines.length)] : [],
})

/** The parts of a report that decide the run's state. */
export const bareReport = (body: ProgressBody): ProgressBody => {
  const { finished } = body
  const failure = finished?.failure && {
    reason: finished.failure.reason,
    detail: 'The text of this failure could not be stored. Read the end of the log.',
  }
  return {
    ...withoutLog(body),
    resources: [],
    stages: [],
    ...(finished && { finished: { ...finished, outputs: {}, ...(failure && { failure }) } }),
  }
}
