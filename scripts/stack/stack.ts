import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { endHubs } from '../../clusters/runner/hub-processes.ts'
import { startAws } from './aws.ts'
import { startSimulatedClouds } from './clouds/part.ts'
import { type Crashes, createCrashes } from './crash.ts'
import { startEmulators } from './emulators.ts'
import { startMailServer } from './mail.ts'
import { assertPortsFree, environmentOf, portsOf, type StackName } from './ports.ts'
import { processes } from './process-table.ts'
import { type Part, startPart } from './processes.ts'
import { jupyterhub } from './programs/jupyterhub.ts'
import { moto } from './programs/moto.ts'
import { ensureProgram } from './programs/program.ts'
import { terraform } from './programs/terraform.ts'
import { type Supervisor, supervise } from './supervisor.ts'
import { createTopics, startSweeping } from './topics.ts'
import { answers } from './wait-until.ts'
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
  /** Starts a JupyterHub for each sandbox cluster with this service. Tests build many clusters, so most stacks start none. */
  hubs?: boolean
  /** Creates the people and events of the demo. */
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
  crash: Crashes
  /** Resolves with the reason when a part ends before the stack is stopped. */
  crashed: Promise<string>
  stop(): Promise<void>
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const { name, say = () => {} } = options
  const ports = portsOf(name)
  const env = environmentOf(name)
  await assertPortsFree(ports)
  const folder = join(root, '.labseat', name)
  // Of a stack that crashed together with its hubs.
  await endHubs(hubsFolderOf(folder))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })

  const supervisor = supervise(folder, say, options.signal)
  let stopSweeping = () => {}
  const stop = async () => {
    stopSweeping()
    await supervisor.stop()
    await endHubs(hubsFolderOf(folder))
  }
  try {
    const functions = await startParts(options, folder, supervisor)
    supervisor.watchEmulators(ports.firestore, ports.pubsub)
    if (options.seed) {
      await supervisor.finish(
        startPart('demo data', process.execPath, ['scripts/seed.ts'], {
          log: join(folder, 'seed.log'),
          cwd: root,
          env: { ...env, API_URL: `http://127.0.0.1:${ports.api}` },
        }),
      )
      say('Demo data')
    }
    if (options.sweep) stopSweeping = startSweeping(name)
    const crash = createCrashes(name, folder, supervisor, {
      first: functions,
      start: () => startFunctions(options, folder),
    })
    return { ports, env, folder, functions, crash, crashed: supervisor.crashed, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const hubsFolderOf = (folder: string) => join(folder, 'hubs')

/** A runner starts hubs there, and they end with this process. */
const hubVariables = (folder: string) => ({
  LABSEAT_HUBS_FOLDER: hubsFolderOf(folder),
  LABSEAT_STACK: `${process.pid}:${processes().get(process.pid)?.born}`,
})

const startFunctions = ({ name, watch, hubs }: StackOptions, folder: string): Part =>
  startPart(
    'functions',
    process.execPath,
    [...(watch ? ['--watch', '--watch-preserve-output'] : []), 'scripts/stack/functions.ts'],
    {
      log: join(folder, 'functions.log'),
      cwd: root,
      env: { ...environmentOf(name), ...(hubs && hubVariables(folder)) },
    },
  )

/** Starts everything at once and waits until each part answers. Returns the process of the functions. */
async function startParts(
  options: StackOptions,
  folder: string,
  { add, finish, ready }: Supervisor,
): Promise<Part> {
  const { name, web } = options
  const ports = portsOf(name)
  const answersAt = (port: number, path = '/') => answers(`http://127.0.0.1:${port}${path}`)

  const emulators = ['auth', 'firestore', 'pubsub', ...(web === 'build' ? ['hosting'] : [])]
  add(startEmulators(name, folder, emulators))
  add(startMailServer(name, folder))
  const python = await ensureProgram(moto)
  const aws = python !== undefined && add(startAws(name, folder, python))
  await ensureProgram(terraform)
  add(startSimulatedClouds(name, folder))
  const functions = add(startFunctions(options, folder))
  const startWeb = async () => {
    if (web === 'build') await finish(buildWeb(name, folder))
    else add(serveWeb(name, folder))
    await ready('Web app', () => answersAt(ports.web))
  }
  await Promise.all([
    ready('Auth emulator', () => answersAt(ports.auth)),
    ready('Firestore emulator', () => answersAt(ports.firestore)),
    ready('Pub/Sub emulator', () => answersAt(ports.pubsub)).then(() => createTopics(name)),
    ready('Mail server', () => answersAt(ports['mail page'])),
    aws && ready('Simulated AWS', () => answersAt(ports['simulated AWS identities'], '/moto-api/')),
    ready('Simulated clouds', () => answersAt(ports['metadata server'], '/-/requests')),
    ready('Functions', () => answersAt(ports.api, '/v1/health')),
    web === 'none' ? undefined : startWeb(),
    options.hubs && ensureProgram(jupyterhub),
  ])
  return functions
}
