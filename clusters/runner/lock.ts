import type { StageName } from '../../contract/runs.ts'
import type { Run } from './context.ts'
import type { Ended } from './terraform.ts'

const noteOf = (stage: StageName) => `${stage}.lock-holder`

/** S3's lock is an object beside the state, and says which one it is. Elsewhere locks end with who holds them, or are for people to free. */
const lockId = async ({ store }: Run, stage: StageName): Promise<string | undefined> => {
  const bytes = await store.get(`${stage}.tfstate.tflock`).catch(() => undefined)
  try {
    return bytes && JSON.parse(bytes.toString()).ID
  } catch {
    return undefined
  }
}

/** Notes beside the state which lock is this attempt's, while Terraform holds it: should the runner be killed, the next one knows it. */
export const watchLock = (run: Run, stage: StageName) => {
  if (run.inputs.platform !== 'aws') return { end: async () => {} }
  const { runId, attempt } = { runId: run.environment.run, attempt: run.environment.attempt }
  let noted: string | undefined
  let over = false
  let timer: NodeJS.Timeout
  const note = async () => {
    const id = await lockId(run, stage)
    if (id && id !== noted && !over) {
      await run.store.put(noteOf(stage), Buffer.from(JSON.stringify({ id, runId, attempt }))).catch(() => {})
      noted = id
    }
  }
  const again = (wait: number) => {
    timer = setTimeout(() => {
      working = note().finally(() => {
        if (!over && !noted) again(Math.min(wait * 2, 5000))
      })
    }, wait)
  }
  let working: Promise<void> = Promise.resolve()
  again(500)
  return {
    end: async () => {
      over = true
      clearTimeout(timer)
      await working
      if (noted) await run.store.remove(noteOf(stage)).catch(() => {})
    },
  }
}

/**
 * Frees a lock that an attempt of Labseat held when it was killed, and nobody else's: the note has its id, and the API begins an attempt only
 * when the one before is over.
 */
export const freeOwnLock = async (
  run: Run,
  stage: StageName,
  id: string,
  unlock: (id: string) => Promise<Ended>,
): Promise<boolean> => {
  const bytes = await run.store.get(noteOf(stage)).catch(() => undefined)
  if (!bytes || !id || JSON.parse(bytes.toString()).id !== id) return false
  run.report.line(`The lock ${id} was left behind by an attempt that was ended from outside. It is released.`)
  const { code } = await unlock(id)
  if (code === 0) await run.store.remove(noteOf(stage)).catch(() => {})
  return code === 0
}
