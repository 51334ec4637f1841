import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StageName } from '../../contract/runs.ts'
import { stateName, writeBackend } from './backend.ts'
import type { Run } from './context.ts'
import { failureOf, lockOf, StageFailed, StalePlan } from './failures.ts'
import { type Outputs, readLine } from './lines.ts'
import { freeOwnLock, watchLock } from './lock.ts'
import { copyModules } from './modules.ts'
import { runTerraform } from './terraform.ts'
import { type Change, type Tracking, tracking } from './tracker.ts'

const waitForLock = '-lock-timeout=60s'
const planFile = 'plan.tfplan'

const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(strings) : []
}

export type Planned = {
  /** What is there to do, be it only outputs. */
  pending: boolean
  changes: Change[]
}

/** Terraform's commands in the folder of one stage. A command that fails marks the stage as failed. */
const stageCommands = (run: Run, name: StageName, folder: string) => {
  const { report, masking, stop, credentials } = run
  const hide = (found: Outputs) => {
    for (const { sensitive, value } of Object.values(found))
      if (sensitive) strings(value).forEach(masking.add)
  }
  const terraform = (args: string[], onLine: (line: string) => void, onOutput?: (text: string) => void) =>
    runTerraform(args, { folder, env: run.env, stop, onLine, ...(onOutput && { onOutput }) })

  const attempt = async (
    args: string[],
    fine: number[],
    expected: Change[],
  ): Promise<{ seen: Tracking; code: number }> => {
    stop.check()
    const seen = tracking(name, report)
    seen.expect(expected)
    const { code } = await terraform(args, (line) => seen.onEvent(readLine(line)))
    hide(seen.outputs())
    if (code !== null && fine.includes(code)) return { seen, code }
    stop.check()
    const errors = seen.errors()
    if (errors.some(({ summary }) => /saved plan is stale/i.test(summary))) throw new StalePlan(name)
    throw Object.assign(new StageFailed(failureOf(name, errors, credentials.rejected())), {
      lock: errors.map(lockOf).find(Boolean),
    })
  }
  const failed = (error: unknown) => {
    const reason = error instanceof StageFailed ? error.failure.detail : 'It was stopped before it was done.'
    if (!(error instanceof StalePlan)) report.stage({ name, state: 'failed', reason })
    return error
  }
  /** Where a lock stands in the way that an earlier attempt of Labseat left behind, it is freed, once. */
  const call = async (args: string[], { fine = [0], locks = false, expected = [] as Change[] } = {}) => {
    const watching = locks ? watchLock(run, name) : undefined
    try {
      return await attempt(args, fine, expected)
    } catch (error) {
      const lock = (error as { lock?: { id: string } }).lock
      if (
        !lock ||
        !(await freeOwnLock(run, name, lock.id, (id) =>
          terraform(['force-unlock', '-force', id], report.line),
        ))
      )
        throw failed(error)
      return await attempt(args, fine, expected).catch((other) => {
        throw failed(other)
      })
    } finally {
      await watching?.end()
    }
  }

  /** Asking Terraform takes as long as a start of it, so a stage that has no state yet isn't asked. */
  const isNew = () =>
    run.store.get(stateName(run.inputs.platform, name)).then(
      (state) => state === undefined,
      () => false,
    )
  const readOutputs = async (): Promise<Outputs> => {
    stop.check()
    if (await isNew()) return {}
    let text = ''
    const { code } = await terraform(['output', '-json'], report.line, (output) => {
      text = output
    })
    stop.check()
    if (code !== 0) throw failed(new StageFailed(failureOf(name, [], credentials.rejected())))
    const found: Outputs = JSON.parse(text || '{}')
    hide(found)
    return found
  }

  return { terraform, call, readOutputs }
}

/** Prepares the folder of one stage with its modules and its state's backend, and runs `init`. */
export const openStage = async (run: Run, name: StageName) => {
  const { report } = run
  const folder = join(run.folder, name)
  copyModules(run.inputs.platform, name, folder, run.environment.modules)
  writeBackend(folder, run.inputs, name, run.environment.sandbox)

  const { terraform, call, readOutputs } = stageCommands(run, name, folder)
  report.stage({ name, state: 'running' })
  await call(['init', '-json', '-no-color', '-input=false'])
  // Before anything is planned: what is sensitive in them must not be said by anybody.
  let outputs = await readOutputs()
  return {
    name,
    plan: async (variables: Record<string, unknown>, ...options: string[]): Promise<Planned> => {
      writeFileSync(join(folder, 'terraform.tfvars.json'), JSON.stringify(variables), { mode: 0o600 })
      const { seen, code } = await call(
        [
          'plan',
          '-json',
          '-no-color',
          '-input=false',
          waitForLock,
          '-detailed-exitcode',
          `-out=${planFile}`,
          ...options,
        ],
        { fine: [0, 2], locks: true },
      )
      return { pending: code === 2, changes: seen.changes() }
    },
    /** Exactly what was planned: here, or in the plan that is given. */
    apply: async (changes: Change[], kept?: string) => {
      if (kept) writeFileSync(join(folder, planFile), Buffer.from(kept, 'base64'), { mode: 0o600 })
      const { seen } = await call(['apply', '-json', '-no-color', '-input=false', waitForLock, planFile], {
        locks: true,
        expected: changes,
      })
      outputs = seen.outputs()
    },
    /** What others changed, and Terraform would change back: what a cloud fills in later is nobody's change. */
    drift: async (variables: Record<string, unknown>): Promise<string[]> => {
      writeFileSync(join(folder, 'terraform.tfvars.json'), JSON.stringify(variables), { mode: 0o600 })
      const { seen } = await call(['plan', '-json', '-no-color', '-input=false', waitForLock], {
        locks: true,
      })
      const changed = new Set(seen.changes().map(({ address }) => address))
      return seen.drifted().filter((address) => changed.has(address))
    },
    /** The plan file, base64. */
    planned: () => readFileSync(join(folder, planFile)).toString('base64'),
    outputs: () => outputs,
    /** Of resources that are gone with what they were in, nothing but the state is left. */
    forget: async () => {
      let text = ''
      await terraform(['state', 'list'], report.line, (output) => {
        text = output
      })
      const addresses = text.split('\n').filter((one) => one && !one.startsWith('data.'))
      if (addresses.length) await terraform(['state', 'rm', waitForLock, ...addresses], report.line)
    },
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>
