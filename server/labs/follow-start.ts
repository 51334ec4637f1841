import { setTimeout as pause } from 'node:timers/promises'
import { maxStartMs, type PlaceChange } from '../../domain/lab-places.ts'
import { type Hub, HubError, type LabProgress, type StartOptions } from './hub.ts'

/** A place takes about one write a second, and people read each. A start of a few seconds needs no message. */
const firstMessageMs = 2_500
const messageEveryMs = 5_000
const fullPauseMs = 5_000
const fullForMs = 60_000

type Write = (change: PlaceChange) => Promise<void>

/** Asks the hub for the server. A full hub is asked for a minute, because servers of other people end. */
const startWhenRoom = async (hub: Hub, name: string, write: Write, options: StartOptions): Promise<void> => {
  const giveUpMs = performance.now() + fullForMs
  for (let tries = 0; ; tries++) {
    try {
      await hub.startServer(name, options)
      return
    } catch (error) {
      if (!(error instanceof HubError) || error.trouble !== 'full' || performance.now() > giveUpMs)
        throw error
      if (tries === 0) await write({ message: 'Many people open their labs right now. Yours is next.' })
      await pause(fullPauseMs)
    }
  }
}

/** Writes the messages of the hub, the latest of each few seconds. */
const messageWriter = (write: Write) => {
  let nextMs = performance.now() + firstMessageMs
  let written = ''
  return async ({ message, percent }: LabProgress): Promise<void> => {
    if (message === written || performance.now() < nextMs) return
    written = message
    nextMs = performance.now() + messageEveryMs
    await write({ message: message.slice(0, 300), percent: Math.round(Math.min(100, Math.max(0, percent))) })
  }
}

/**
 * Starts a person's server, and follows it until it runs.
 *
 * @throws HubError `failed` with the hub's reason, `full` after a minute, `slow` after five minutes
 */
export const followStart = async (
  hub: Hub,
  name: string,
  write: Write,
  options: StartOptions,
): Promise<void> => {
  const signal = AbortSignal.timeout(maxStartMs)
  await startWhenRoom(hub, name, write, options)
  const tell = messageWriter(write)
  try {
    for await (const progress of hub.readProgress(name, signal)) {
      if (progress.state === 'failed') throw new HubError('failed', progress.message)
      if (progress.state === 'starting') await tell(progress)
    }
  } catch (error) {
    // The stream is only for messages. A hub that restarts ends it, and the server may go on.
    if (!(error instanceof HubError) || error.trouble === 'failed') throw error
  }
  await hub.waitUntilRunning(name, signal)
}
