import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { motoMissing, startAws } from './aws.ts'
import { startSimulatedClouds } from './clouds/part.ts'
import { startEmulators } from './emulators.ts'
import { holderOf } from './holder.ts'
import { limitLog } from './limit-log.ts'
import { startMailServer } from './mail.ts'
import { assertPortsFree, environmentOf, portsOf, type StackName } from './ports.ts'
import { isRunning, type Process, processes } from './process-table.ts'
import { type Part, startPart } from './processes.ts'
import { hasTerraform, terraformMissing } from './terraform.ts'
import { createTopics, startSweeping } from './topics.ts'
import { answers, until } from './until.ts'
import { buildWeb, serveWeb } from './web.ts'

const root = join(import.meta.dirname, '../..')

export interface StackOptions {
  name: StackName
  /** `build` is served by the Hosting emulator, `dev` by Vite with hot reload. */
  web: 'build' | 'dev' | 'none'
  /** Restarts the functions when a file of theirs changes. */
  watch?: boolean
  /** Publishes to the sweep topic every 30 s, as Cloud Scheduler does. */
  sweep?: boolean
  /** Fills in the demo's people and events. */
  seed?: boolean
  say?: (line: string) => void
  signal?: AbortSignal
}

export interface Stack {
  ports: ReturnType<typeof portsOf>
  env: Record<string, string>
  /** The folder of logs and generated files. */
  folder: string
  /** The process that serves the functions. */
  functions: Part
  /** Says why, when a part ends that nobody told to. */
  crashed: Promise<string>
  stop(): Promise<void>
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const { name, web, say = () => {} } = options
  const ports = portsOf(name)
  const env = environmentOf(name)
  await assertPortsFree(ports)
  const folder = join(root, '.labseat', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })

  const parts: Part[] = []
  const crash = Promise.withResolvers<string>()
  const halt = new AbortController()
  const signal = options.signal ? AbortSignal.any([halt.signal, options.signal]) : halt.signal
  let stopping: Promise<void> | undefined
  let stopSweeping = () => {}
  let emulators: (Process & { name: string })[] = []

  const fail = (what: string, log: string) => {
    if (stopping) return
    const reason = `${what}. The last lines of ${log}:\n${lastLines(log)}`
    halt.abort(new Error(reason))
    crash.resolve(reason)
  }
  const add = (part: Part): Part => {
    parts.push(part)
    part.ended.then((how) => fail(`${part.name} ended (${how})`, part.log))
    return part
  }
  const finish = async (part: Part) => {
    parts.push(part)
    const how = await part.ended
    if (how !== 'exit code 0') fail(`${part.name} failed (${how})`, part.log)
    signal.throwIfAborted()
  }
  const ready = async (what: string, check: () => Promise<boolean>) => {
    await until(what, check, signal)
    say(what)
  }
  const at = (port: number, path = '/') => answers(`http://127.0.0.1:${port}${path}`)

  // Notes what each part started, to be able to end it even when its parent is gone; and firebase-tools goes on without an emulator that was killed.
  const watching = setInterval(() => {
    const table = processes()
    for (const part of parts) {
      part.family(table)
      limitLog(part.log)
    }
    for (const emulator of emulators)
      if (!isRunning(emulator))
        fail(`An emulator ended (${emulator.name}, pid ${emulator.pid})`, join(folder, 'emulators.log'))
  }, 1_000).unref()

  const stop = () => {
    clearInterval(watching)
    stopSweeping()
    stopping ??= Promise.all(parts.map((part) => part.stop())).then(() => {})
    return stopping
  }

  try {
    const only = ['auth', 'firestore', 'pubsub', ...(web === 'build' ? ['hosting'] : [])]
    add(startEmulators(name, folder, only))
    add(startMailServer(name, folder))
    const aws = startAws(name, folder)
    if (aws) add(aws)
    else console.error(motoMissing)
    if (!hasTerraform()) console.error(terraformMissing)
    add(startSimulatedClouds(name, folder))
    const flags = options.watch ? ['--watch', '--watch-preserve-output'] : []
    const functions = add(
      startPart('functions', process.execPath, [...flags, 'scripts/stack/functions.ts'], {
        log: join(folder, 'functions.log'),
        cwd: root,
        env,
      }),
    )
    const page = async () => {
      if (web === 'build') await finish(buildWeb(name, folder))
      else add(serveWeb(name, folder))
      await ready('Web app', () => at(ports.web))
    }
    await Promise.all([
      ready('Auth emulator', () => at(ports.auth)),
      ready('Firestore emulator', () => at(ports.firestore)),
      ready('Pub/Sub emulator', () => at(ports.pubsub)).then(() => createTopics(name)),
      ready('Mail server', () => at(ports['mail page'])),
      aws && ready('Simulated AWS', () => at(ports['simulated AWS identities'], '/moto-api/')),
      ready('Simulated clouds', () => at(ports['metadata server'], '/-/requests')),
      ready('Functions', () => at(ports.api, '/v1/health')),
      web === 'none' ? undefined : page(),
    ])
    const table = processes()
    emulators = [ports.firestore, ports.pubsub].flatMap((port) => {
      const holder = holderOf(port)
      const emulator = holder && table.get(holder.pid)
      return emulator ? [{ ...emulator, name: holder.name }] : []
    })
    if (options.seed) {
      await finish(
        startPart('demo data', process.execPath, ['scripts/seed.ts'], {
          log: join(folder, 'seed.log'),
          cwd: root,
          env: { ...env, API_URL: `http://127.0.0.1:${ports.api}` },
        }),
      )
      say('Demo data')
    }
    if (options.sweep) stopSweeping = startSweeping(name)
    return { ports, env, folder, functions, crashed: crash.promise, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function lastLines(log: string): string {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []
  return lines
    .slice(-15)
    .map((line) => `  ${line}`)
    .join('\n')
}
