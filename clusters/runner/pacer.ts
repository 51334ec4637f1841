export type Pace = {
  /** Minimum time between two posts with content. */
  everyMs: number
  /** What is not pressing waits at most this long. */
  heartbeatMs: number
  /** An empty post asks this often whether to stop. The API stores nothing for it. */
  askMs: number
  /** Events within this time go in one post. */
  gatherMs: number
}
export const defaultPace: Pace = { everyMs: 1000, heartbeatMs: 25_000, askMs: 5000, gatherMs: 30 }

/** When posts were sent, in milliseconds. */
export type Sent = Readonly<{
  /** The last post with content. */
  contentAt: number
  /** The last post with content, or the begin: the heartbeat counts from here. */
  heartbeatAt: number
  /** The last post of any kind, or the begin. */
  askedAt: number
}>

export const sentNothing = (now: number): Sent => ({
  contentAt: Number.NEGATIVE_INFINITY,
  heartbeatAt: now,
  askedAt: now,
})
export const sentContent = (now: number): Sent => ({ contentAt: now, heartbeatAt: now, askedAt: now })
export const sentQuestion = (sent: Sent, now: number): Sent => ({ ...sent, askedAt: now })

/** Time until the next post with content may go. */
export const contentWaitMs = ({ contentAt }: Sent, { everyMs }: Pace, now: number): number =>
  Math.max(0, contentAt + everyMs - now)

/** Time until a post for something pressing that has just happened. */
export const pressingWaitMs = (sent: Sent, pace: Pace, now: number): number =>
  Math.max(pace.gatherMs, contentWaitMs(sent, pace, now))

export type Beat =
  | { action: 'wait'; waitMs: number }
  | { action: 'send' }
  | { action: 'ask' }
  | { action: 'skip' }

/** What to do now. */
export const decideBeat = (sent: Sent, pace: Pace, now: number, pressing: boolean): Beat => {
  const waitMs = contentWaitMs(sent, pace, now)
  if (pressing && waitMs > 0) return { action: 'wait', waitMs }
  if (pressing || now - sent.heartbeatAt >= pace.heartbeatMs) return { action: 'send' }
  return { action: now - sent.askedAt >= pace.askMs ? 'ask' : 'skip' }
}

/** Time from the end of one beat to the next. */
export const nextBeatMs = (sent: Sent, pace: Pace, now: number, pressing: boolean): number =>
  pressing ? pace.everyMs : Math.max(sent.askedAt + pace.askMs - now, 0)
