export type StopReason = 'canceled' | 'timeout' | 'terminated' | 'over'

/** Thrown between two steps once the run is to stop. */
export class Stopped extends Error {}

/** That the run is to stop, and why; the first reason counts, the shortest time to do it too. */
export const stopping = () => {
  const controller = new AbortController()
  let reason: StopReason | undefined
  let grace = Number.POSITIVE_INFINITY
  return {
    signal: controller.signal,
    /** `within`: so many milliseconds Terraform has for saving its state. */
    stop: (why: StopReason, within: number) => {
      reason ??= why
      grace = Math.min(grace, within)
      controller.abort()
    },
    reason: () => reason,
    grace: () => grace,
    check: () => {
      if (reason) throw new Stopped(reason)
    },
  }
}
export type Stop = ReturnType<typeof stopping>
