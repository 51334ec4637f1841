import type { RunnerInputs } from '../../contract/runner.ts'
import { openAccess } from './access.ts'
import { findBucketRegion } from './bucket-region.ts'
import { build } from './build.ts'
import { checkDrift } from './check-drift.ts'
import type { Run } from './context.ts'
import { createCredentials } from './credentials.ts'
import { destroy } from './destroy.ts'
import { type Environment, environmentOf } from './environment.ts'
import { readExisting } from './existing.ts'
import { type Failure, StageFailed, StalePlan } from './failures.ts'
import { createPrivateFolder } from './folder.ts'
import { prepareHub, removeHubFolder } from './hub.ts'
import { createRunnerLog } from './log.ts'
import { createMasker } from './mask.ts'
import { createProtocol, type Finished, type Protocol, Refused, RunOver } from './protocol.ts'
import { createReport, type Report } from './report.ts'
import { createStop, type Stop, Stopped } from './stop.ts'
import { openStore, removeObjects } from './store.ts'
import { createPlanStore } from './stored-plan.ts'
import { terraformEnvironment } from './terraform.ts'

/** How long Terraform may take to save its state, by the reason to stop. Cloud Run kills the process 10 s after SIGTERM. */
const graceMs = { canceled: 600_000, deadline: 45_000, terminated: 6_000 }
/** The runner stops this long before its deadline. */
const deadlineLeadMs = 60_000
/** The last posts may be retried this long after the grace. */
const lastPostMs = { deadline: 5_000, terminated: 1_000 }

const log = createRunnerLog(process.env)

const commands = { create: build, update: build, destroy, 'check-drift': checkDrift }

const failureOfError = (error: unknown): Failure => {
  if (error instanceof StageFailed) return error.failure
  if (error instanceof Refused)
    return { reason: error.code === 'credentials-rejected' ? 'credentials' : 'runner', detail: error.message }
  const { code, message } = error as NodeJS.ErrnoException
  const detail = code === 'ENOENT' ? `A file of the runner's image is missing: ${message}` : message
  return { reason: 'runner', detail }
}
const timeoutFailure: Failure = {
  reason: 'timeout',
  detail:
    'The run was stopped before its time limit, so that Terraform could save its state. What was created stays. Try again to continue.',
}

/** Requests a stop at SIGTERM and SIGINT. @returns a signal that ends the retries of the last posts */
const stopAtSignals = (stop: Stop): AbortController => {
  const hurry = new AbortController()
  const terminate = () => {
    stop.request('terminated', graceMs.terminated)
    setTimeout(() => hurry.abort(), graceMs.terminated + lastPostMs.terminated).unref()
  }
  process.on('SIGTERM', terminate)
  process.on('SIGINT', terminate)
  return hurry
}

/** Requests a stop before the platform ends the execution. @returns a function that cancels it */
const stopBeforeDeadline = (deadline: string, stop: Stop, hurry: AbortController) => {
  const stopInTime = () => {
    stop.request('timeout', graceMs.deadline)
    setTimeout(() => hurry.abort(), graceMs.deadline + lastPostMs.deadline).unref()
  }
  const waitMs = Date.parse(deadline) - Date.now() - deadlineLeadMs
  const timer = setTimeout(stopInTime, Math.max(waitMs, 0))
  return () => clearTimeout(timer)
}

/** The report of a run. A cancellation, or a report that the API refuses, stops the run. */
const openReport = (protocol: Protocol, masker: Run['masker'], stop: Stop) => {
  let isAccepted = true
  const report = createReport({
    send: protocol.progress,
    masker,
    onCancel: () => stop.request('canceled', graceMs.canceled),
    onRefusal: (error) => {
      isAccepted = false
      log(
        'WARNING',
        error instanceof RunOver
          ? 'The run is over, or another attempt has it.'
          : 'The API refuses the reports of this attempt.',
      )
      stop.request('over', graceMs.canceled)
    },
    onReduction: ({ code }) =>
      log('WARNING', 'The API refuses a report, so the runner sends less of it.', { code }),
  })
  return { report, isAccepted: () => isAccepted }
}

type OpenRun = Omit<Run, 'existing'>
type Context = Pick<Run, 'environment' | 'folder' | 'masker' | 'report' | 'stop'>

/** Gets the credentials and prepares Terraform's environment. */
const openRun = async (task: RunnerInputs, protocol: Protocol, context: Context): Promise<OpenRun> => {
  const { environment, folder, masker } = context
  const credentials = createCredentials(protocol, masker)
  const inputs =
    task.platform === 'aws' ? { ...task, stateRegion: await findBucketRegion(task, credentials) } : task
  const access = await openAccess(inputs, credentials, folder)
  // The variables of the services need what comes with them.
  if (inputs.cluster.domain) await credentials.get()
  const store = openStore(inputs, credentials, environment.sandbox)
  const hub = await prepareHub({ inputs, environment, protocol, masker, note: context.report.line })
  return {
    ...context,
    inputs,
    env: terraformEnvironment(folder, access.env),
    access,
    credentials,
    store,
    hub,
    plans: createPlanStore(store, inputs.planKey, environment.run),
  }
}

/** Removes objects from the state bucket. A failure is only a line of the log, because the run itself can succeed. */
const tidy = async ({ report }: OpenRun, remove: () => Promise<void>) => {
  try {
    await remove()
  } catch (error) {
    report.line(`Objects stay in the state bucket: ${(error as Error).message}`)
  }
}

const runCommand = async (run: OpenRun): Promise<Finished | undefined> => {
  try {
    await tidy(run, run.plans.removeEarlier)
    const existing = await readExisting(run)
    const finished = await commands[run.inputs.command]({ ...run, existing })
    if (run.inputs.command === 'destroy' && finished?.outcome === 'succeeded') {
      await tidy(run, () => removeObjects(run.store))
      removeHubFolder(run.environment)
    }
    return finished
  } finally {
    run.access.close()
  }
}

/** How a run ended that threw an error. @returns undefined when the API has its last report already */
const endOfError = async (error: unknown, stop: Stop, report: Report): Promise<Finished | undefined> => {
  const reason = stop.reason()
  if (reason === 'canceled') return { outcome: 'canceled' }
  if (reason || error instanceof Stopped) return { outcome: 'failed', failure: timeoutFailure }
  if (error instanceof StalePlan) {
    await report.decide({ stale: true })
    return undefined
  }
  return { outcome: 'failed', failure: failureOfError(error) }
}

/** Runs one attempt. @returns whether the API knows how it ended */
const runAttempt = async (environment: Environment): Promise<boolean> => {
  const identity =
    environment.identity === 'google'
      ? (await import('./identity.ts')).createIdentityReader(environment.api)
      : undefined
  const protocol = createProtocol(environment, { identity })
  const stop = createStop()
  const hurry = stopAtSignals(stop)
  const { session, inputs: task } = await protocol.claim()
  log('INFO', 'The runner begins.', { command: task.command, platform: task.platform })
  const masker = createMasker()
  for (const secret of [session, environment.claim, task.planKey]) masker.add(secret)
  const { report, isAccepted } = openReport(protocol, masker, stop)
  const cancelDeadline = stopBeforeDeadline(task.deadline, stop, hurry)
  const folder = createPrivateFolder(environment.folder)
  try {
    for (const name of task.stages) report.stage({ name, state: 'waiting' })
    const finished = await openRun(task, protocol, {
      environment,
      folder: folder.path,
      masker,
      report,
      stop,
    })
      .then(runCommand)
      .catch((error: unknown) => endOfError(error, stop, report))
    const reason = stop.reason()
    const mustHurry = reason === 'terminated' || reason === 'timeout'
    if (finished) await report.finish(finished, mustHurry ? hurry.signal : undefined)
    log('INFO', 'The runner ends.', {
      outcome: finished?.outcome ?? 'none',
      reason: finished?.failure?.reason,
    })
    return isAccepted()
  } finally {
    await report.close()
    cancelDeadline()
    folder.remove()
  }
}

process.umask(0o077)
try {
  process.exitCode = (await runAttempt(environmentOf(process.env))) ? 0 : 1
} catch (error) {
  // Only messages of the runner or the system: never a request or a reply.
  log('ERROR', error instanceof Error ? error.message : 'The runner could not start.')
  process.exitCode = 1
}
// Timers and retries that nobody waits for would keep the process alive.
process.exit()
