import type { LiveCheck } from '../../contract/cloud-accounts.ts'
import type { ReportStep } from '../clouds/platform.ts'
import { documents } from '../documents.ts'
import { describeError, type Log } from '../log.ts'

type Steps = LiveCheck['steps']

/**
 * Shows a check's steps to the person who waits for it, in people/{uid}/live/check. Each write has the newest of them, the next one goes
 * when it has come back, and where they fail the check goes on.
 *
 * @param checkId without one nobody looks, and nothing is written
 */
export const showing = (uid: string, checkId: string | undefined, log: Log) => {
  const steps: Steps = []
  let written = Promise.resolve()
  let waiting = false
  const write = () => {
    if (!checkId || waiting) return
    waiting = true
    written = written
      .then(async () => {
        waiting = false
        await documents.liveCheck(uid).set({ checkId, steps: [...steps] })
      })
      .catch((error: unknown) => log('WARNING', 'A check could not be shown.', describeError(error)))
  }
  const put = (one: Steps[number]) => {
    const at = steps.findIndex(({ step }) => step === one.step)
    steps.splice(at < 0 ? steps.length : at, at < 0 ? 0 : 1, one)
    write()
  }
  const report: ReportStep = (step, state, detail) => put({ step, state, ...(detail && { detail }) })
  return {
    report,
    failed: (detail: string, step?: Steps[number]['step']) => {
      const at = step ?? steps.find(({ state }) => state === 'running')?.step ?? 'format'
      put({ step: at, state: 'failed', detail })
    },
    /** Until what was reported is written. */
    shown: () => written,
  }
}
