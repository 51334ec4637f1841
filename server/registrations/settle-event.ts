import { setTimeout as pause } from 'node:timers/promises'
import { coalesced } from '../concurrency.ts'
import { isSettled, settleUntilDone } from './settle-page.ts'

/** This many registrations in one settling are a rush. */
const rushSize = 20
/**
 * Minimum time between the starts of two settlings of an event in a rush. Each settling has a fixed cost, and Firestore sustains about one
 * write a second to one document (https://firebase.google.com/docs/firestore/best-practices#updates_to_a_single_document).
 */
const rushIntervalMs = 400
const maxRemembered = 1000

/** The last settling of an event by this instance. In a rush, most messages arrive after their request is settled, and then read nothing. */
type Settling = { settledAt: string | null | undefined; nextStartMs: number }
const lastSettlings = new Map<string, Settling>()

const settlePaced = async (
  eventId: string,
  requestId: string,
  at: string | undefined,
): Promise<Promise<unknown>[]> => {
  const last = lastSettlings.get(eventId)
  if (isSettled(last?.settledAt, at)) return []
  const waitMs = (last?.nextStartMs ?? 0) - Date.now()
  if (waitMs > 0) await pause(waitMs)
  const startedMs = Date.now()
  const { settledAt, count, publishing } = await settleUntilDone(eventId, requestId, at)
  if (lastSettlings.size >= maxRemembered) lastSettlings.clear()
  lastSettlings.set(eventId, { settledAt, nextStartMs: count >= rushSize ? startedMs + rushIntervalMs : 0 })
  return publishing
}

type Request = { requestId: string; at: string | undefined }

const settleInTurn = coalesced<Request, void>(
  (waiting, next) => ({
    ...waiting,
    at: waiting.at && next.at ? (next.at > waiting.at ? next.at : waiting.at) : undefined,
  }),
  (eventId, { requestId, at }) => {
    const settled = settlePaced(eventId, requestId, at)
    // The next settling does not wait until the messages are published; this message does.
    const done = settled.then(async (publishing) => {
      await Promise.all(publishing)
    })
    return { done, free: settled }
  },
)

/**
 * Decides which registrations of an event hold a seat, until nothing is left to decide. Only this writes `holdsSeat`, `seatsTaken` and the
 * waiting line. Repeated, late, out of order or on several instances at once, it has the same result.
 * In one instance at most one settling of an event runs and one waits. Requests that arrive meanwhile share the waiting one.
 *
 * @param at Firestore's time of the change; where all changes up to it are settled, nothing is read
 */
export const settleEvent = (eventId: string, requestId: string, at?: string): Promise<void> =>
  isSettled(lastSettlings.get(eventId)?.settledAt, at)
    ? Promise.resolve()
    : settleInTurn(eventId, { requestId, at })
