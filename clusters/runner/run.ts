import { openAccess } from './access.ts'
import { bucketRegion } from './bucket-region.ts'
import { build } from './build.ts'
import type { Run } from './context.ts'
import { credentialsHolder } from './credentials.ts'
import { destroy } from './destroy.ts'
import { checkDrift } from './drift.ts'
import { type Environment, environmentOf } from './environment.ts'
import { type Failure, StageFailed, StalePlan } from './failures.ts'
import { privateFolder } from './folder.ts'
import { planKeeper } from './kept-plan.ts'
import { masking } from './mask.ts'
import { type Finished, protocol, Refused, RunOver } from './protocol.ts'
import { reporting } from './report.ts'
import { Stopped, stopping } from './stop.ts'
import { storeOf } from './store.ts'
import { terraformEnvironment } from './terraform.ts'

const seconds = 1000
/** How long Terraform may take to save its state, by what it is stopped for. Cloud Run gives ten seconds after SIGTERM. */
const grace = { canceled: 600 * seconds, deadline: 45 * seconds, terminated: 6 * seconds }
const beforeDeadline = 60 * seconds

const works = { create: build, update: build, destroy, 'check-drift': checkDrift }

const failureOfError = (error: unknown): Failure => {
  if (error instanceof StageFailed) return error.failure
  if (error instanceof Refused)
    return { reason: error.code === 'credentials-rejected' ? 'credentials' : 'runner', detail: error.message }
  const { code, message } = error as NodeJS.ErrnoException
  return {
    reason: 'runner',
    detail: code === 'ENOENT' ? `Something of this image is missing: ${message}` : message,
  }
}
const stopped: Failure = {
  reason: 'timeout',
  detail:
    'The run was stopped before its time was up, so that Terraform could save its state. What was made is kept: start it again to go on.',
}

/** @returns whether the API knows how it ended */
const carryOut = async (environment: Environment): Promise<boolean> => {
  const api = protocol(environment, {
    ...(environment.identity === 'google' && {
      identity: (await import('./identity.ts')).googleIdentity(environment.api),
    }),
  })
  const stop = stopping()
  const hurry = new AbortController()
  const terminate = () => {
    stop.stop('terminated', grace.terminated)
    setTimeout(() => hurry.abort(), grace.terminated + 1 * seconds).unref()
  }
  process.on('SIGTERM', terminate)
  process.on('SIGINT', terminate)

  const { session, inputs: given } = await api.claim()
  const secrets = masking()
  for (const secret of [session, environment.claim, given.planKey]) secrets.add(secret)
  let heard = true
  const report = reporting({
    send: api.progress,
    masking: secrets,
    onCancel: () => stop.stop('canceled', grace.canceled),
    onDeaf: (error) => {
      heard = false
      console.error(
        error instanceof RunOver
          ? 'The run is over, or another attempt has it.'
          : 'The API takes nothing from here.',
      )
      stop.stop('over', grace.canceled)
    },
  })
  const deadline = Date.parse(given.deadline) - Date.now()
  const late = setTimeout(
    () => {
      stop.stop('timeout', grace.deadline)
      setTimeout(() => hurry.abort(), beforeDeadline - 10 * seconds).unref()
    },
    Math.max(deadline - beforeDeadline, 0),
  )

  const folder = privateFolder(environment.folder)
  let close = () => {}
  const work = async (): Promise<Finished | undefined> => {
    try {
      for (const name of given.stages) report.stage({ name, state: 'waiting' })
      const credentials = credentialsHolder(api, secrets)
      const inputs =
        given.platform === 'aws' ? { ...given, stateRegion: await bucketRegion(given, credentials) } : given
      const access = await openAccess(inputs, credentials, folder.path)
      close = access.close
      const store = storeOf(inputs, credentials, environment.sandbox)
      const run: Run = {
        inputs,
        environment,
        folder: folder.path,
        env: terraformEnvironment(folder.path, access.env),
        access,
        credentials,
        masking: secrets,
        report,
        stop,
        store,
        keeper: planKeeper(store, inputs.planKey, environment.run),
      }
      return await works[given.command](run)
    } catch (error) {
      const why = stop.reason()
      if (why === 'canceled') return { outcome: 'canceled' }
      if (why || error instanceof Stopped) return { outcome: 'failed', failure: stopped }
      if (error instanceof StalePlan) {
        await report.decide({ stale: true })
        return undefined
      }
      return { outcome: 'failed', failure: failureOfError(error) }
    }
  }
  try {
    const finished = await work()
    if (finished) await report.finish(finished, stop.reason() === 'terminated' ? hurry.signal : undefined)
    return heard
  } finally {
    await report.close()
    clearTimeout(late)
    close()
    folder.remove()
  }
}

process.umask(0o077)
try {
  process.exitCode = (await carryOut(environmentOf(process.env))) ? 0 : 1
} catch (error) {
  // Nothing of a request or an answer: only words of our own, or of the system's.
  console.error(error instanceof Error ? error.message : 'The runner could not begin.')
  process.exitCode = 1
}
// Pauses of what nobody waits for any more would hold the process.
process.exit()
