import type { RunResource, RunStage } from '../../contract/runs.ts'
import type { Masking } from './mask.ts'
import {
  addDecision,
  addLines,
  addResource,
  addStage,
  type Decision,
  emptyOutbox,
  isEmpty,
  type Outbox,
  takeAll,
  takePost,
} from './outbox.ts'
import {
  contentWaitMs,
  decideBeat,
  defaultPace,
  nextBeatMs,
  type Pace,
  pressingWaitMs,
  type Sent,
  sentContent,
  sentNothing,
  sentQuestion,
} from './pacer.ts'
import type { Finished, ProgressBody } from './protocol.ts'

const question: ProgressBody = { lines: [], resources: [], stages: [] }

type Settings = {
  send: (sequence: number, body: ProgressBody, hurry?: AbortSignal) => Promise<{ cancel: boolean }>
  masking: Masking
  onCancel: () => void
  /** The API accepts nothing more: another attempt has the run, or the run is over. */
  onDeaf: (error: unknown) => void
  now?: () => number
  pace?: Partial<Pace>
}

/** Posts one body after the other, numbered, until the API refuses one. */
const createSender = ({ send, onCancel, onDeaf }: Settings) => {
  let sequence = 0
  let isDeaf = false
  return {
    isDeaf: () => isDeaf,
    post: async (body: ProgressBody, hurry?: AbortSignal): Promise<void> => {
      if (isDeaf) return
      try {
        const { cancel } = await send(++sequence, body, hurry)
        if (cancel) onCancel()
      } catch (error) {
        isDeaf = true
        onDeaf(error)
      }
    },
  }
}

/** Runs `beat` after the shortest wait that was asked for. */
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
 * Reports what happens to the API: one post after the other, with content at most once in `everyMs`. What is not urgent goes with what is, or
 * with the next heartbeat; between them an empty post asks whether to stop. Nothing is lost while the API is away.
 */
export const reporting = (settings: Settings) => {
  const { masking, now = () => performance.now() } = settings
  const pace: Pace = { ...defaultPace, ...settings.pace }
  const sender = createSender(settings)
  let outbox: Outbox = emptyOutbox
  let sent: Sent = sentNothing(now())
  let isClosed = false
  let queue: Promise<void> = Promise.resolve()

  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(work)
    return queue
  }
  const postContent = (body: ProgressBody, hurry?: AbortSignal) => {
    sent = sentContent(now())
    return sender.post(body, hurry)
  }
  const postNext = (hurry?: AbortSignal) => {
    const { body, rest } = takePost(outbox, masking.mask)
    outbox = rest
    return postContent(body, hurry)
  }
  const waitForTurn = async (hurry?: AbortSignal) => {
    const waitMs = contentWaitMs(sent, pace, now())
    if (waitMs > 0 && !hurry && !sender.isDeaf()) await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  const beat = async () => {
    if (isClosed) return
    const next = decideBeat(sent, pace, now(), outbox.pressing)
    if (next.action === 'wait') return schedule(next.waitMs)
    if (next.action === 'send') await postNext()
    if (next.action === 'ask') {
      sent = sentQuestion(sent, now())
      await sender.post(question)
    }
    schedule(nextBeatMs(sent, pace, now(), outbox.pressing))
  }
  const timer = createTimer(now, () => void inTurn(beat))
  const schedule = (waitMs: number) => {
    if (!isClosed && !sender.isDeaf()) timer.schedule(waitMs)
  }
  const add = (next: Outbox, urgent: boolean) => {
    outbox = next
    if (urgent) schedule(pressingWaitMs(sent, pace, now()))
  }
  const close = () => {
    isClosed = true
    timer.clear()
  }

  schedule(pace.askMs)
  return {
    line: (text: string, { urgent = true } = {}) => add(addLines(outbox, text, urgent), urgent),
    resource: (resource: RunResource, { urgent = true } = {}) =>
      add(addResource(outbox, resource, urgent), urgent),
    stage: (stage: RunStage) => add(addStage(outbox, stage), true),
    /** Sends what decides the run's state at once, and waits until the API has it. */
    decide: (decision: Decision) => {
      outbox = addDecision(outbox, decision)
      return inTurn(async () => {
        while (!isEmpty(outbox) && !sender.isDeaf()) {
          await waitForTurn()
          await postNext()
        }
      })
    },
    /** Sends everything that waits, and how the run ended. With `hurry` there is no pause between posts. */
    finish: (finished: Finished, hurry?: AbortSignal) => {
      close()
      return inTurn(async () => {
        const bodies = takeAll(outbox, finished, masking)
        outbox = emptyOutbox
        for (const body of bodies) {
          await waitForTurn(hurry)
          await postContent(body, hurry)
        }
      })
    },
    /** Stops without another post. */
    close: () => {
      close()
      return queue
    },
  }
}
export type Report = ReturnType<typeof reporting>
