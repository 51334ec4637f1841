import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from './config.ts'
import { type Jobs, toEnvironment } from './jobs.ts'

const root = join(import.meta.dirname, '..')
const folder = process.env.LABSEAT_RUNS_FOLDER ?? join(root, '.labseat/runs')

/** Variables for the simulated clouds. A runner gets no other variable of this process. */
const inheritedVariables = [
  'PATH',
  'TMPDIR',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_STS',
  'AWS_ENDPOINT_URL_IAM',
  'AWS_EC2_METADATA_DISABLED',
  'NODE_EXTRA_CA_CERTS',
  'LABSEAT_TERRAFORM_MIRROR',
  // Where a sandbox starts JupyterHub, and the process that it ends with.
  'LABSEAT_HUBS_FOLDER',
  'LABSEAT_STACK',
]

/** Start time of a process: another process may have the same id later. */
const readStartTime = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** `local-PID-BEGAN` */
const parseExecution = (execution: string) => {
  const [, pid, began] = /^local-(\d+)-(\d*)$/.exec(execution) ?? []
  return pid ? { pid: Number(pid), began } : undefined
}

/** A runner is a detached process in a new process group, so it outlives the functions as a job does. */
export const localJobs: Jobs = {
  async start(run) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const log = createWriteStream(join(folder, `${run.runId}-${run.attempt}.log`), { mode: 0o600 })
    const inherited = Object.fromEntries(inheritedVariables.map((name) => [name, process.env[name]]))
    const child = spawn(process.execPath, [join(root, 'clusters/runner/run.ts')], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...inherited,
        ...toEnvironment(run),
        // Saves 0.5 s of start-up.
        NODE_COMPILE_CACHE: join(folder, 'compiled'),
        LABSEAT_API_URL: config.mail.apiUrl!.replace('//localhost', '//127.0.0.1'),
        LABSEAT_EXECUTION: 'local',
        LABSEAT_RUNNER_IDENTITY: 'none',
        LABSEAT_SANDBOX_FOLDER: join(folder, 'sandbox'),
      },
    })
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    child.stdout.pipe(log)
    child.stderr.pipe(log)
    child.unref()
    return `local-${child.pid}-${readStartTime(child.pid!) ?? ''}`
  },
  async getState(execution) {
    const parts = parseExecution(execution)
    if (!parts) return 'unknown'
    return isAlive(parts.pid) && (!parts.began || readStartTime(parts.pid) === parts.began)
      ? 'running'
      : 'ended'
  },
  async cancel(execution) {
    const parts = parseExecution(execution)
    if (parts && (await localJobs.getState(execution)) === 'running') process.kill(parts.pid, 'SIGTERM')
  },
}
