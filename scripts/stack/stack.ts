import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startEmulators } from './emulators.ts'
import { assertPortsFree, environmentOf, portsOf, type StackName, webEnvironmentOf } from './ports.ts'
import { type Part, startPart } from './processes.ts'
import { createTopics, startSweeping } from './topics.ts'
import { answers, until } from './until.ts'

const root = join(import.meta.dirname, '../..')
const vite = join(root, 'node_modules/vite/bin/vite.js')

export interface StackOptions {
  name: StackName
  /** `build` is served by the Hosting emulator, `dev` by Vite with hot reload. */
  web: 'build' | 'dev' | 'none'
  /** Restarts the functions when a file of theirs changes. */
  watch?: boolean
  /** Publishes to the sweep topic every 30 s, as Cloud Scheduler does. */
  sweep?: boolean
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
  let stopping: Promise<void> | undefined
  const stop = () => {
    clearInterval(watching)
    stopSweeping?.()
    stopping ??= Promise.all(parts.map((part) => part.stop())).then(() => {})
    return stopping
  }
  const fail = (part: Part, how: string) => {
    const reason = `${part.name} ended (${how}). Its last lines, from ${part.log}:\n${lastLines(part.log)}`
    if (!stopping) {
      halt.abort(new Error(reason))
      crash.resolve(reason)
    }
  }
  const add = (part: Part): Part => {
    parts.push(part)
    part.ended.then((how) => fail(part, how))
    return part
  }
  // Remembers what each part started, so that it can be ended even when its parent is gone.
  const watching = setInterval(() => {
    for (const part of parts) part.family()
  }, 1_000).unref()
  let stopSweeping: (() => void) | undefined

  const signal = options.signal ? AbortSignal.any([halt.signal, options.signal]) : halt.signal
  const ready = async (what: string, check: () => Promise<boolean>) => {
    await until(what, check, signal)
    say(what)
  }
  const at = (port: number, path = '/') => answers(`http://127.0.0.1:${port}${path}`)

  try {
    const only = ['auth', 'firestore', 'pubsub', ...(web === 'build' ? ['hosting'] : [])]
    add(startEmulators(name, folder, only))
    const run = options.watch ? ['--watch', '--watch-preserve-output'] : []
    const serve = existsSync(join(root, 'functions/local.ts')) ? add : (part: Part) => part
    const functions = serve(
      startPart('functions', process.execPath, [...run, 'functions/local.ts'], {
        log: join(folder, 'functions.log'),
        cwd: root,
        env,
      }),
    )
    await Promise.all([
      ready('Auth emulator', () => at(ports.auth)),
      ready('Firestore emulator', () => at(ports.firestore)),
      ready('Pub/Sub emulator', () => at(ports.pubsub)).then(() => createTopics(name)),
      existsSync(join(root, 'functions/local.ts')) && ready('Functions', () => at(ports.api, '/v1/health')),
      web === 'none' ? undefined : serveWeb(),
    ])
    if (options.sweep) stopSweeping = startSweeping(name)
    return { ports, env, folder, functions, crashed: crash.promise, stop }
  } catch (error) {
    await stop()
    throw error
  }

  async function serveWeb(): Promise<void> {
    const env = webEnvironmentOf(name)
    const log = join(folder, 'web.log')
    if (web === 'dev') {
      add(
        startPart('web', process.execPath, [vite, 'web', '--port', String(ports.web), '--strictPort'], {
          log,
          cwd: root,
          env,
        }),
      )
      return ready('Web app', () => at(ports.web))
    }
    const args = [
      vite,
      'build',
      'web',
      '--outDir',
      join(folder, 'web'),
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ]
    const build = startPart('web build', process.execPath, args, { log, cwd: root, env })
    parts.push(build)
    const how = await build.ended
    if (how !== 'exit code 0') fail(build, how)
    return ready('Web app', () => at(ports.web))
  }
}

function lastLines(log: string): string {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []
  return lines
    .slice(-15)
    .map((line) => `  ${line}`)
    .join('\n')
}
