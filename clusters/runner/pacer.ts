export type Pace = {
  /** Minimum time between two posts with content. */
  minIntervalMs: number
  /** Content that is not urgent waits at most this long. */
  heartbeatMs: number
  /** An empty post asks this often whether to stop. The API stores nothing for it. */
  askMs: number
  /** Events within this time go in one post. */
  gatherMs: number
}
export const defaultPace: Pace = { minIntervalMs: 1000, heartbeatMs: 25_000, askMs: 5000, gatherMs: 30 }

/** The times of the last posts, in milliseconds. */
export type PostTimes = Readonly<{
  /** The last post with content. */
  contentAt: number
  /** The last post with content, or the start: the heartbeat counts from here. */
  heartbeatAt: number
  /** The last post of any kind, or the start. */
  askedAt: number
}>

export const startPostTimes = (now: number): PostTimes => ({
  contentAt: Number.NEGATIVE_INFINITY,
  heartbeatAt: now,
  askedAt: now,
})
export const recordContent = (now: number): PostTimes => ({ contentAt: now, heartbeatAt: now, askedAt: now })
export const recordQuestion = (sent: PostTimes, now: number): PostTimes => ({ ...sent, askedAt: now })

/** Time until the next post with content may go. */
export const contentWaitMs = ({ contentAt }: PostTimes, { minIntervalMs }: Pace, now: number): number =>
  Math.max(0, contentAt + minIntervalMs - now)

/** Time until the post for urgent content that was just added. */
export const urgentWaitMs = (sent: PostTimes, pace: Pace, now: number): number =>
  Math.max(pace.gatherMs, contentWaitMs(sent, pace, now))

export type Beat =
  | { action: 'wait'; waitMs: number }
  | { action: 'send' }
  | { action: 'ask' }
  | { action: 'skip' }

/** Decides what the runner does now. */
export const decideBeat = (sent: PostTimes, pace: Pace, now: number, isUrgent: boolean): Beat => {
  const waitMs = contentWaitMs(sent, pace, now)
  if (isUrgent && waitMs > 0) return { action: 'wait', waitMs }
  if (isUrgent || now - sent.heartbeatAt >= pace.heartbeatMs) return { action: 'send' }
  return { action: now - sent.askedAt >= pace.askMs ? 'ask' : 'skip' }
}

/** Time from the end of one beat to the next. */
export const nextBeatMs = (sent: PostTimes, pace: Pace, now: number, isUrgent: boolean): number =>
  isUrgent ? pace.minIntervalMs : Math.max(sent.askedAt + pace.askMs - now, 0)
