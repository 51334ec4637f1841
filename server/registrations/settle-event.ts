import { setTimeout as pause } from 'node:timers/promises'
import { isSettled, settleUntilDone } from './settle-page.ts'

/** `running` ends when the next may begin, `done` when its message is done with. */
type Running = { told: Promise<unknown> }
type Slot = { running: Promise<Running>; waiting?: { at: string | undefined; done: Promise<void> } }
const slots = new Map<string, Slot>()

/** So many registrations in one settling are a rush. */
const rush = 20
/**
 * From one settling to the next in a rush, in milliseconds. Each has its price whatever it finds, and Firestore takes about one write a
 * second to one document for long (https://firebase.google.com/docs/firestore/best-practices#updates_to_a_single_document).
 */
const pace = 400
/** What this instance did last for an event: in a rush most messages come when theirs is settled, and need not even read the event. */
type Last = { to: string | null | undefined; next: number }
const last = new Map<string, Last>()

/**
 * Decides who of an event's registrations holds a seat, until nothing is left to decide. Only this writes `holdsSeat`, `seatsTaken` and
 * the waiting line. Twice, late, out of order or on several instances at once, it comes to the same.
 * In one instance at most one runs and one waits per event; whoever asks while one waits is served by that one.
 *
 * @param at see `settlePage`
 */
export const settleEvent = (eventId: string, requestId: string, at?: string): Promise<void> => {
  if (isSettled(last.get(eventId)?.to, at)) return Promise.resolve()
  const slot = slots.get(eventId)
  if (slot?.waiting) {
    const { waiting } = slot
    waiting.at = at && waiting.at ? (at > waiting.at ? at : waiting.at) : undefined
    return waiting.done
  }
  if (slot) {
    const waiting: NonNullable<Slot['waiting']> = {
      at,
      done: slot.running.catch(() => undefined).then(() => start(eventId, requestId, waiting.at)),
    }
    slot.waiting = waiting
    return waiting.done
  }
  return start(eventId, requestId, at)
}

const run = async (eventId: string, requestId: string, at: string | undefined): Promise<Running> => {
  const before = last.get(eventId)
  if (isSettled(before?.to, at)) return { told: Promise.resolve() }
  const rest = (before?.next ?? 0) - Date.now()
  if (rest > 0) await pause(rest)
  const began = Date.now()
  const { to, count, told } = await settleUntilDone(eventId, requestId, at)
  if (last.size >= 1000) last.clear()
  last.set(eventId, { to, next: count >= rush ? began + pace : 0 })
  return { told }
}

const start = async (eventId: string, requestId: string, at: string | undefined): Promise<void> => {
  const slot: Slot = { running: run(eventId, requestId, at) }
  slots.set(eventId, slot)
  const forget = () => {
    if (slots.get(eventId) === slot && !slot.waiting) slots.delete(eventId)
  }
  slot.running.then(forget, forget)
  const { told } = await slot.running
  await told
}
