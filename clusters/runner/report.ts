import type { RunResource, RunStage } from '../../contract/runs.ts'
import type { Masker } from './mask.ts'
import * as outboxes from './outbox.ts'
import * as pacing from './pacer.ts'
import { ContentRefused, type Finished, type ProgressBody, type Protocol } from './protocol.ts'
import { bareReport, withoutLog } from './reduced-report.ts'

const question: ProgressBody = { lines: [], resources: [], stages: [] }

type Settings = {
  send: Protocol['progress']
  masker: Masker
  onCancel: () => void
  /** The API accepts no more reports: another attempt has the run, or the run is over. */
  onRefusal: (error: unknown) => void
  /** The API refuses a report, so the runner sends less of it. */
  onReduction?: (error: ContentRefused) => void
  now?: () => number
  pace?: Partial<pacing.Pace>
}

/** The API replies to a whole report with status 500 this often, then a reduced report shows whether the content is the cause. */
const maxServerErrors = 5

/**
 * Sends a report. A log or a text that the API refuses never ends a run: the report goes with less content. All of them have the same number, so
 * the API stores at most one. In an outage the reduced reports fail too, and the whole report is next.
 */
const sendReducing = async (
  { send, onReduction }: Settings,
  sequence: number,
  body: ProgressBody,
  hurry?: AbortSignal,
): Promise<{ cancel: boolean }> => {
  const bodies = [body, withoutLog(body), bareReport(body)]
  for (let tries = 0; ; tries++) {
    const level = tries % bodies.length
    try {
      return await send(sequence, bodies[level]!, {
        hurry,
        maxServerErrors: level === 0 ? maxServerErrors : 1,
      })
    } catch (error) {
      if (!(error instanceof ContentRefused) || hurry?.aborted) throw error
      if (level === bodies.length - 1 && !error.mayBeOutage) throw error
      if (level < bodies.length - 1) onReduction?.(error)
    }
  }
}

/** Sends numbered bodies until the API refuses one. */
const createSender = (settings: Settings) => {
  const { onCancel, onRefusal } = settings
  let sequence = 0
  let isRefused = false
  return {
    isRefused: () => isRefused,
    send: async (body: ProgressBody, hurry?: AbortSignal): Promise<void> => {
      if (isRefused) return
      try {
        const { cancel } = await sendReducing(settings, ++sequence, body, hurry)
        if (cancel) onCancel()
      } catch (error) {
        isRefused = true
        onRefusal(error)
      }
    },
  }
}

/** Sends what waits in the outbox, and keeps the times of its posts. */
const createPoster = (settings: Settings, pace: pacing.Pace, now: () => number) => {
  const { masker } = settings
  const sender = createSender(settings)
  let outbox = outboxes.emptyOutbox
  let sent = pacing.startPostTimes(now())

  const send = (body: ProgressBody, hurry?: AbortSignal) => {
    sent = pacing.recordContent(now())
    return sender.send(body, hurry)
  }
  const sendNext = () => {
    const { body, remaining } = outboxes.takePost(outbox, masker.mask)
    outbox = remaining
    return send(body)
  }
  const waitForTurn = async (hurry?: AbortSignal) => {
    const waitMs = pacing.contentWaitMs(sent, pace, now())
    if (waitMs > 0 && !hurry && !sender.isRefused())
      await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  return {
    isRefused: sender.isRefused,
    change: (toNext: (outbox: outboxes.Outbox) => outboxes.Outbox) => {
      outbox = toNext(outbox)
    },
    sendNext,
    sendQuestion: () => {
      sent = pacing.recordQuestion(sent, now())
      return sender.send(question)
    },
    sendAll: async () => {
      while (!outboxes.isEmpty(outbox) && !sender.isRefused()) {
        await waitForTurn()
        await sendNext()
      }
    },
    sendLast: async (finished: Finished, hurry?: AbortSignal) => {
      const bodies = outboxes.takeAll(outbox, finished, masker)
      outbox = outboxes.emptyOutbox
      for (const body of bodies) {
        await waitForTurn(hurry)
        await send(body, hurry)
      }
    },
    decideBeat: () => pacing.decideBeat(sent, pace, now(), outbox.isUrgent),
    nextBeatMs: () => pacing.nextBeatMs(sent, pace, now(), outbox.isUrgent),
    urgentWaitMs: () => pacing.urgentWaitMs(sent, pace, now()),
  }
}

/** Runs `beat` after the shortest wait that was scheduled. */
const createTimer = (now: () => number, beat: () => void) => {
  let timer: { at: number; handle: NodeJS.Timeout } | undefined
  const clear = () => {
    clearTimeout(timer?.handle)
    timer = undefined
  }
  return {
    clear,
    schedule: (waitMs: number) => {
      const at = now() + waitMs
      if (timer && timer.at <= at) return
      clear()
      const fire = () => {
        timer = undefined
        beat()
      }
      timer = { at, handle: setTimeout(fire, waitMs) }
    },
  }
}

/**
 * Reports to the API, one post at a time and with content at most once in `minIntervalMs`. What is not urgent goes with what is, or with the next
 * heartbeat. Between them an empty post asks whether to stop. While the API does not answer, everything waits in order.
 */
export const createReport = (settings: Settings) => {
  const { now = () => performance.now() } = settings
  const pace: pacing.Pace = { ...pacing.defaultPace, ...settings.pace }
  const poster = createPoster(settings, pace, now)
  let isClosed = false
  let queue: Promise<void> = Promise.resolve()

  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(work)
    return queue
  }
  const beat = async () => {
    if (isClosed) return
    const next = poster.decideBeat()
    if (next.action === 'wait') return schedule(next.waitMs)
    if (next.action === 'send') await poster.sendNext()
    if (next.action === 'ask') await poster.sendQuestion()
    schedule(poster.nextBeatMs())
  }
  const timer = createTimer(now, () => void inTurn(beat))
  const schedule = (waitMs: number) => {
    if (!isClosed && !poster.isRefused()) timer.schedule(waitMs)
  }
  const add = (toNext: (outbox: outboxes.Outbox) => outboxes.Outbox, urgent: boolean) => {
    poster.change(toNext)
    if (urgent) schedule(poster.urgentWaitMs())
  }
  const close = () => {
    isClosed = true
    timer.clear()
  }

  schedule(pace.askMs)
  return {
    line: (text: string, { urgent = true } = {}) =>
      add((outbox) => outboxes.addLines(outbox, text, urgent), urgent),
    resource: (resource: RunResource, { urgent = true } = {}) =>
      add((outbox) => outboxes.addResource(outbox, resource, urgent), urgent),
    stage: (stage: RunStage) => add((outbox) => outboxes.addStage(outbox, stage), true),
    /** Sends what decides the run's state, after everything that waits. Resolves when the API has it. */
    decide: (decision: outboxes.Decision) => {
      poster.change((outbox) => outboxes.addDecision(outbox, decision))
      return inTurn(poster.sendAll)
    },
    /** Sends everything that waits, and how the run ended. With `hurry` there is no wait between posts. */
    finish: (finished: Finished, hurry?: AbortSignal) => {
      close()
      return inTurn(() => poster.sendLast(finished, hurry))
    },
    /** Stops without another post. */
    close: () => {
      close()
      return queue
    },
  }
}
export type Report = ReturnType<typeof createReport>
