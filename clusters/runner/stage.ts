import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StageName } from '../../contract/runs.ts'
import { stateNameOf, writeBackend } from './backend.ts'
import type { Run } from './context.ts'
import { failureOf, type Lock, lockOf, StageFailed, StalePlan } from './failures.ts'
import { type Outputs, readLine } from './lines.ts'
import { type LockNote, noteLock, releaseForeignLock, releaseOwnLock } from './lock.ts'
import { copyModules } from './modules.ts'
import { fitPlanDetails, type PlanDetails, readPlanDetails } from './plan-attributes.ts'
import { runTerraform } from './terraform.ts'
import { type Change, createTracker, type Tracker } from './tracker.ts'

const jsonOptions = ['-json', '-no-color', '-input=false']
const planFile = 'plan.tfplan'

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}

export type Planned = {
  /** The plan changes resources or outputs. */
  hasEffect: boolean
  changes: Change[]
}

/** Another process holds the lock of the state. */
class StateLocked extends StageFailed {
  readonly lock: Lock
  constructor(failure: StageFailed['failure'], lock: Lock) {
    super(failure)
    this.lock = lock
  }
}

type Call = {
  /** Exit codes of success. */
  okCodes?: number[]
  /** The command locks the state. */
  locks?: boolean
  /** The changes that an apply makes. */
  expected?: Change[]
}
type Result = { tracker: Tracker; code: number }

/** Terraform's commands in the folder of one stage. A command that fails marks the stage as failed. */
const createCommands = (run: Run, name: StageName, folder: string) => {
  const { report, masker, stop, credentials } = run
  const maskSensitive = (outputs: Outputs) => {
    for (const { sensitive, value } of Object.values(outputs))
      if (sensitive) stringsIn(value).forEach(masker.add)
  }
  const terraform = (args: string[], onLine: (line: string) => void, onOutput?: (text: string) => void) =>
    runTerraform(args, { folder, env: run.env, stop, onLine, ...(onOutput && { onOutput }) })

  /** @throws StateLocked | StageFailed | StalePlan | Stopped */
  const runOnce = async (
    args: string[],
    { okCodes = [0], expected = [] }: Call,
    note: LockNote | undefined,
  ): Promise<Result> => {
    stop.throwIfRequested()
    const tracker = createTracker(name, report)
    tracker.expect(expected)
    const { code } = await terraform(args, (line) => {
      const event = readLine(line)
      note?.onEvent(event)
      tracker.onEvent(event)
    })
    maskSensitive(tracker.outputs())
    if (code !== null && okCodes.includes(code)) return { tracker, code }
    stop.throwIfRequested()
    const errors = tracker.errors()
    if (errors.some(({ summary }) => /saved plan is stale/i.test(summary))) throw new StalePlan(name)
    const failure = failureOf(name, errors, credentials.rejection())
    const lock = errors.map(lockOf).find(Boolean)
    throw lock ? new StateLocked(failure, lock) : new StageFailed(failure)
  }
  const unlock = (id: string) => terraform(['force-unlock', '-force', id], report.line)
  /** Repeats the command once when a killed attempt left the lock. */
  const runWithLock = (args: string[], call: Call, note: LockNote | undefined): Promise<Result> =>
    runOnce(args, call, note).catch(async (error: unknown) => {
      if (!(error instanceof StateLocked)) throw error
      if (!(await releaseOwnLock(run, name, error.lock, unlock))) throw error
      return runOnce(args, call, note)
    })
  const reportFailure = (error: unknown) => {
    const reason = error instanceof StageFailed ? error.failure.detail : 'The stage was stopped.'
    if (!(error instanceof StalePlan)) report.stage({ name, state: 'failed', reason })
  }
  const call = async (args: string[], options: Call = {}): Promise<Result> => {
    const note = options.locks ? noteLock(run, name) : undefined
    try {
      return await runWithLock(args, options, note)
    } catch (error) {
      reportFailure(error)
      throw error
    } finally {
      await note?.end()
    }
  }
  return { terraform, call, unlock, maskSensitive, reportFailure }
}
type Commands = ReturnType<typeof createCommands>

/** Starting Terraform takes seconds, so a stage without a state is not asked for its outputs. */
const isNew = (run: Run, name: StageName) =>
  run.store.get(stateNameOf(run.inputs.platform, name)).then(
    (state) => state === undefined,
    () => false,
  )

const readOutputs = async (run: Run, name: StageName, commands: Commands): Promise<Outputs> => {
  const { report, stop, credentials } = run
  let text = ''
  const { code } = await commands.terraform(['output', '-json'], report.line, (output) => {
    text = output
  })
  stop.throwIfRequested()
  if (code !== 0) {
    const error = new StageFailed(failureOf(name, [], credentials.rejection()))
    commands.reportFailure(error)
    throw error
  }
  const outputs: Outputs = JSON.parse(text || '{}')
  commands.maskSensitive(outputs)
  return outputs
}

/** Reads the attributes that a plan changes, by address. A plan that can't be read can still be approved, so a failure is only a log line. */
const readDetails = async (
  { report, masker, stop }: Run,
  { terraform }: Commands,
): Promise<Map<string, PlanDetails>> => {
  let text = ''
  const { code } = await terraform(['show', '-json', planFile], report.line, (output) => {
    text = output
  })
  stop.throwIfRequested()
  try {
    if (code === 0) return readPlanDetails(text, masker.mask)
  } catch {
    // The message of an error can contain a part of the plan, which has secrets.
  }
  report.line('The attributes of this plan could not be read. The list of resources is complete.')
  return new Map()
}

/** Prepares the folder of one stage with its modules and its state's backend, and runs `init`. */
export const openStage = async (run: Run, name: StageName) => {
  const { report } = run
  const folder = join(run.folder, name)
  copyModules(run.inputs.platform, name, folder, run.environment.modules)
  writeBackend(folder, run.inputs, name, run.environment.sandbox)

  const lockOption = `-lock-timeout=${run.environment.lockTimeoutSeconds}s`
  const commands = createCommands(run, name, folder)
  const { terraform, call, unlock } = commands
  const writeVariables = (variables: Record<string, unknown>) =>
    writeFileSync(join(folder, 'terraform.tfvars.json'), JSON.stringify(variables), { mode: 0o600 })
  report.stage({ name, state: 'running' })
  await call(['init', ...jsonOptions])
  await releaseForeignLock(run, name, unlock)
  // Before the first plan: its log lines may contain sensitive outputs.
  run.stop.throwIfRequested()
  const hasState = !(await isNew(run, name))
  let outputs = hasState ? await readOutputs(run, name, commands) : {}
  return {
    name,
    /** The backend has a state of this stage. */
    hasState,
    plan: async (variables: Record<string, unknown>, ...options: string[]): Promise<Planned> => {
      writeVariables(variables)
      const { tracker, code } = await call(
        ['plan', ...jsonOptions, lockOption, '-detailed-exitcode', `-out=${planFile}`, ...options],
        { okCodes: [0, 2], locks: true },
      )
      return { hasEffect: code === 2, changes: tracker.changes() }
    },
    /** Reports the attributes that the last plan changes, for the person who approves it. */
    reportAttributes: async (changes: Change[]) => {
      if (changes.length === 0) return
      const details = fitPlanDetails(changes, await readDetails(run, commands))
      for (const { address, action } of changes)
        report.resource(
          { address, stage: name, action, state: 'planned', ...details.get(address) },
          { urgent: false },
        )
    },
    /** Applies exactly the last plan, or a stored plan file (base64). */
    apply: async (changes: Change[], storedPlan?: string) => {
      if (storedPlan)
        writeFileSync(join(folder, planFile), Buffer.from(storedPlan, 'base64'), { mode: 0o600 })
      const { tracker } = await call(['apply', ...jsonOptions, lockOption, planFile], {
        locks: true,
        expected: changes,
      })
      outputs = tracker.outputs()
    },
    /** Addresses that were changed outside Terraform and that Terraform would change back. Clouds fill in other fields later by themselves. */
    findDrift: async (variables: Record<string, unknown>): Promise<string[]> => {
      writeVariables(variables)
      const { tracker } = await call(['plan', ...jsonOptions, lockOption], { locks: true })
      const changed = new Set(tracker.changes().map(({ address }) => address))
      return tracker.drifted().filter((address) => changed.has(address))
    },
    /** The plan file, base64. */
    readPlan: () => readFileSync(join(folder, planFile)).toString('base64'),
    outputs: () => outputs,
    /** Removes all resources from the state. They were destroyed together with the cluster. */
    forget: async () => {
      let text = ''
      await terraform(['state', 'list'], report.line, (output) => {
        text = output
      })
      const addresses = text.split('\n').filter((address) => address && !address.startsWith('data.'))
      if (addresses.length > 0) await terraform(['state', 'rm', lockOption, ...addresses], report.line)
    },
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>
