import { hostname, userInfo } from 'node:os'
import * as z from 'zod'
import type { StageName } from '../../contract/runs.ts'
import type { Run } from './context.ts'
import type { Lock } from './failures.ts'
import type { TerraformEvent } from './lines.ts'
import type { Exit } from './terraform.ts'

const noteName = (stage: StageName) => `${stage}.lock-holder`

/** Terraform's lock, as S3 stores it: https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statemgr/locker.go */
const storedLock = z.object({ ID: z.string().min(1), Who: z.string(), Created: z.iso.datetime() })
type StoredLock = z.infer<typeof storedLock>
const lockNote = z.object({
  id: z.string().min(1),
  who: z.string(),
  runId: z.string(),
  attempt: z.number(),
})

const parseJson = <T>(schema: z.ZodType<T>, bytes: Buffer | undefined): T | undefined => {
  try {
    return bytes && schema.safeParse(JSON.parse(bytes.toString())).data
  } catch {
    return undefined
  }
}

/** The stage's lock. In S3 a lock is an object beside the state. Other backends release the lock with its holder, or a person does. */
const readLock = async ({ store }: Run, stage: StageName): Promise<StoredLock | undefined> =>
  parseJson(storedLock, await store.get(`${stage}.tfstate.tflock`).catch(() => undefined))

/**
 * The name that Terraform writes into a lock that it takes on this machine. Terraform leaves the user empty where the system has no name for
 * its uid, as Cloud Run may: https://github.com/hashicorp/terraform/blob/v1.11.4/internal/states/statemgr/locker.go
 */
export const ownName = (): string => {
  let user = ''
  try {
    user = userInfo().username
  } catch {
    // Node throws where /etc/passwd has no line for the uid.
  }
  return `${user}@${hostname()}`
}

/** Whether Terraform took this lock on this machine after `sinceMs`. Terraform and the runner read the same clock. */
export const isOwnLock = ({ Who, Created }: Pick<StoredLock, 'Who' | 'Created'>, sinceMs: number): boolean =>
  Who === ownName() && Date.parse(Created) >= sinceMs

/** Terraform reports these only while it holds the lock: a lock of another process keeps it from reading the state. */
const holdingEvents: readonly TerraformEvent['type'][] = ['refresh', 'drift', 'planned', 'start']
export const showsLock = ({ type }: TerraformEvent): boolean => holdingEvents.includes(type)

/**
 * Notes the lock of a Terraform command beside the state, once Terraform holds it. If the runner is killed, the next runner recognizes the
 * lock by this note. A lock that another process holds gets no note, because Terraform then waits and reports nothing.
 */
export const noteLock = (run: Run, stage: StageName) => {
  const { run: runId, attempt } = run.environment
  const sinceMs = Date.now()
  let isHolding = false
  let isNoted = false
  let isEnded = false
  let timer: NodeJS.Timeout | undefined
  let pendingNote: Promise<void> = Promise.resolve()
  const note = async () => {
    const lock = await readLock(run, stage)
    if (!lock || isEnded || !isOwnLock(lock, sinceMs)) return
    const bytes = Buffer.from(JSON.stringify({ id: lock.ID, who: lock.Who, runId, attempt }))
    await run.store.put(noteName(stage), bytes).catch(() => {})
    isNoted = true
  }
  const schedule = (waitMs: number) => {
    timer = setTimeout(() => {
      pendingNote = note().finally(() => {
        if (!isEnded && !isNoted) schedule(Math.min(waitMs * 2, 5000))
      })
    }, waitMs)
  }
  return {
    onEvent: (event: TerraformEvent) => {
      if (isHolding || run.inputs.platform !== 'aws' || !showsLock(event)) return
      isHolding = true
      schedule(250)
    },
    end: async () => {
      isEnded = true
      clearTimeout(timer)
      await pendingNote
      if (isNoted) await run.store.remove(noteName(stage)).catch(() => {})
    },
  }
}
export type LockNote = ReturnType<typeof noteLock>

/**
 * Releases a lock that a killed attempt left. The note proves that an earlier attempt held this lock, and the API begins an attempt
 * only when the earlier attempt is over.
 *
 * @returns whether the lock is released
 */
export const releaseOwnLock = async (
  run: Run,
  stage: StageName,
  lock: Lock,
  unlock: (id: string) => Promise<Exit>,
): Promise<boolean> => {
  const note = parseJson(lockNote, await run.store.get(noteName(stage)).catch(() => undefined))
  if (!note || note.id !== lock.id || note.who !== lock.who) return false
  const { run: runId, attempt } = run.environment
  if (note.runId === runId && note.attempt === attempt) return false
  run.report.line(`An attempt that was killed left the lock ${lock.id}. The lock is released.`)
  const { code } = await unlock(lock.id)
  if (code === 0) await run.store.remove(noteName(stage)).catch(() => {})
  return code === 0
}

/** Releases the lock that a person told this run to release, if it is still there. Terraform refuses another lock's id. */
export const releaseForeignLock = async (
  { inputs, report }: Run,
  stage: StageName,
  unlock: (id: string) => Promise<Exit>,
): Promise<void> => {
  const { unlock: request, mode } = inputs
  // An approved plan is applied by a second attempt, and the first attempt has released the lock.
  if (request?.stage !== stage || mode === 'apply') return
  report.line(`A person releases the lock ${request.id} of the stage ${stage}.`)
  const { code } = await unlock(request.id)
  if (code !== 0) report.line(`The lock ${request.id} was not released. It may be gone already.`)
}
