export type StopReason = 'canceled' | 'timeout' | 'terminated' | 'over'

/** A step ends because the run has to stop. */
export class Stopped extends Error {}

/** A request to stop the run. Of several requests the first reason and the shortest grace count. */
export const createStop = () => {
  const controller = new AbortController()
  let firstReason: StopReason | undefined
  let shortestGraceMs = Number.POSITIVE_INFINITY
  return {
    signal: controller.signal,
    /** `graceMs`: the time that Terraform has to save its state. */
    request: (reason: StopReason, graceMs: number) => {
      firstReason ??= reason
      shortestGraceMs = Math.min(shortestGraceMs, graceMs)
      controller.abort()
    },
    reason: () => firstReason,
    graceMs: () => shortestGraceMs,
    throwIfRequested: () => {
      if (firstReason) throw new Stopped(firstReason)
    },
  }
}
export type Stop = ReturnType<typeof createStop>
