import type { LiveCheck } from '../../contract/cloud-accounts.ts'
import type { ReportStep } from '../clouds/platform.ts'
import { coalesced } from '../concurrency.ts'
import { documents } from '../documents.ts'
import { describeError, type Log } from '../log.ts'

type Step = LiveCheck['steps'][number]

/**
 * Shows the steps of a check to the person who waits for it, in people/{uid}/live/check. One write runs at a time and holds the newest steps.
 * The check goes on when a write fails.
 * @param checkId without it nothing is written
 */
export const startLiveCheck = (uid: string, checkId: string | undefined, log: Log) => {
  const steps: Step[] = []
  const writeSteps = coalesced<Step[], void>(
    (_, newest) => newest,
    (_key, newest) => {
      const done = documents
        .liveCheck(uid)
        .set({ checkId: checkId!, steps: newest })
        .then(
          () => undefined,
          (error: unknown) => log('WARNING', 'A check could not be shown.', describeError(error)),
        )
      return { done, free: done }
    },
  )
  let lastWrite = Promise.resolve()
  const write = () => {
    if (checkId) lastWrite = writeSteps(checkId, [...steps])
  }
  const put = (step: Step) => {
    const index = steps.findIndex((existing) => existing.step === step.step)
    if (index < 0) steps.push(step)
    else steps[index] = step
    write()
  }
  const report: ReportStep = (step, state, detail) => put({ step, state, ...(detail && { detail }) })
  return {
    report,
    /** @param step without it, the step that is running */
    fail: (detail: string, step?: Step['step']) => {
      const failedStep = step ?? steps.find(({ state }) => state === 'running')?.step ?? 'format'
      put({ step: failedStep, state: 'failed', detail })
    },
    /** Resolves when all reported steps are written. */
    flush: () => lastWrite,
  }
}
export type LiveCheckWriter = ReturnType<typeof startLiveCheck>
