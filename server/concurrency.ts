import { setTimeout as pause, setImmediate as waitForEventLoop } from 'node:timers/promises'

const lastTurns = new Map<string, Promise<unknown>>()

/**
 * Runs the work of one key in order, one at a time, within this instance. Work of another key does not wait. A failure does not stop the next
 * work. Use it for commits with a precondition: without it, they would make each other's attempts fail. Other instances can still conflict.
 */
export const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
  const result = (lastTurns.get(key) ?? Promise.resolve()).then(work)
  const end = result
    .catch(() => {})
    .then(() => {
      if (lastTurns.get(key) === end) lastTurns.delete(key)
    })
  lastTurns.set(key, end)
  return result
}

type Queued<I, R> = { item: I; answer: PromiseWithResolvers<R> }

/** A slow batch holds the next one for this long. A batch that Firestore never answers must not hold the items of other people. */
const maxHoldMs = 500

/**
 * Makes a function that sends items in batches, in order of arrival. An item goes at once if no batch is under way; items that arrive
 * meanwhile go together in the next batch, which waits for the one before it, but no longer than `holdMs`.
 *
 * @param maxItems per batch
 * @param send returns one result per item. A result may be a promise: it settles its item alone, and the next batch waits for it. If `send`
 *   rejects, all items of the batch reject.
 */
export const batched = <I, R>(
  maxItems: number,
  send: (items: readonly I[]) => Promise<readonly (R | Promise<R>)[]>,
  { holdMs = maxHoldMs } = {},
): ((item: I) => Promise<R>) => {
  const waiting: Queued<I, R>[] = []
  let isSending = false

  const sendBatch = async (batch: readonly Queued<I, R>[]): Promise<void> => {
    try {
      const results = await send(batch.map(({ item }) => item))
      for (const [index, { answer }] of batch.entries()) answer.resolve(results[index]!)
      await Promise.allSettled(results)
    } catch (error) {
      for (const { answer } of batch) answer.reject(error)
    }
  }
  const sendWaiting = async (): Promise<void> => {
    isSending = true
    while (waiting.length > 0) {
      // Items whose I/O has already arrived join this batch.
      await waitForEventLoop()
      const hold = new AbortController()
      await Promise.race([
        sendBatch(waiting.splice(0, maxItems)),
        pause(holdMs, undefined, { signal: hold.signal }).catch(() => {}),
      ])
      hold.abort()
    }
    isSending = false
  }

  return (item) => {
    const answer = Promise.withResolvers<R>()
    waiting.push({ item, answer })
    if (!isSending) void sendWaiting()
    return answer.promise
  }
}

/** `done` is the result for the callers. The next run of the key starts when `free` settles. */
type Run<R> = { done: Promise<R>; free: Promise<unknown> }
type Slot<I, R> = { free: Promise<unknown>; waiting?: { input: I; done: Promise<R> } }

/**
 * Makes a function that has at most one run and one waiting input per key. The first input runs at once. Inputs that arrive meanwhile are
 * merged into the waiting one, and all their callers get its result. A failed run does not stop the next one.
 */
export const coalesced = <I, R>(
  merge: (waiting: I, next: I) => I,
  run: (key: string, input: I) => Run<R>,
): ((key: string, input: I) => Promise<R>) => {
  const slots = new Map<string, Slot<I, R>>()

  const start = (key: string, input: I): Promise<R> => {
    const { done, free } = run(key, input)
    const deleteIfIdle = () => {
      if (!slot.waiting) slots.delete(key)
    }
    const slot: Slot<I, R> = { free: free.then(deleteIfIdle, deleteIfIdle) }
    slots.set(key, slot)
    return done
  }

  return (key, input) => {
    const slot = slots.get(key)
    if (!slot) return start(key, input)
    if (slot.waiting) {
      slot.waiting.input = merge(slot.waiting.input, input)
      return slot.waiting.done
    }
    const waiting: NonNullable<Slot<I, R>['waiting']> = {
      input,
      done: slot.free.then(() => start(key, waiting.input)),
    }
    slot.waiting = waiting
    return waiting.done
  }
}
