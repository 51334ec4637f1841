import { setTimeout as wait } from 'node:timers/promises'
import type { Run } from './context.ts'

const intervalMs = 10_000

export type Sweep = { end: () => Promise<void> }
/** Tries to remove one resource, and notes the outcome in the log. */
export type Attempt = (what: string, remove: () => Promise<unknown>) => Promise<void>

/** @returns a function that notes each outcome once */
export const createAttempt = ({ report }: Pick<Run, 'report'>) => {
  const noted = new Set<string>()
  const note = (text: string) => {
    if (!noted.has(text)) report.line(text)
    noted.add(text)
  }
  const attempt: Attempt = async (what, remove) => {
    try {
      await remove()
      note(`${what}: deleted`)
    } catch (error) {
      note(`${what}: not deleted yet (${(error as Error).name})`)
    }
  }
  return { attempt, note }
}

/**
 * Removes once at the beginning, and then repeatedly until `end`, what Kubernetes created and Terraform does not know. All of it blocks the
 * deletion of the network, and some of it appears only while Terraform ends the machines. What the cloud refuses now is tried the next time.
 */
export const startSweep = async (
  run: Pick<Run, 'report'>,
  removeOnce: (attempt: Attempt) => Promise<void>,
): Promise<Sweep> => {
  const { attempt, note } = createAttempt(run)
  const sweepOnce = () =>
    removeOnce(attempt).catch((error: Error) =>
      note(`The resources of Kubernetes could not be listed: ${error.message}`),
    )
  await sweepOnce()
  const ending = new AbortController()
  const sweep = async () => {
    for (;;) {
      await wait(intervalMs, undefined, { signal: ending.signal }).catch(() => {})
      if (ending.signal.aborted) return
      await sweepOnce()
    }
  }
  const sweeping = sweep()
  return {
    end: () => {
      ending.abort()
      return sweeping
    },
  }
}
