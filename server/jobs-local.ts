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

/** The state and the start time of a process, from /proc (Linux). Another process may have the same id later. */
const readProcess = (pid: number): { state?: string | undefined; began?: string | undefined } | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], began: fields[19] }
  } catch {
    return undefined
  }
}
const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

type LocalExecution = { pid: number; began?: string | undefined }
/** `local-PID-BEGAN`, or `local-PID` as the runner names itself (clusters/runner/environment.ts). */
const parseExecution = (execution: string): LocalExecution | undefined => {
  const [, pid, began] = /^local-(\d+)(?:-(\d*))?$/.exec(execution) ?? []
  return pid ? { pid: Number(pid), began } : undefined
}

const isRunning = ({ pid, began }: LocalExecution): boolean => {
  const listed = readProcess(pid)
  // Z is a zombie: it has ended, and its parent has not asked how. macOS has no /proc.
  return listed ? listed.state !== 'Z' && (!began || listed.began === began) : exists(pid)
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
        LABSEAT_RUNNER_IDENTITY: 'none',
        LABSEAT_SANDBOX_FOLDER: join(folder, 'sandbox'),
      },
    })
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    child.stdout.pipe(log)
    child.stderr.pipe(log)
    child.unref()
    return `local-${child.pid}-${readProcess(child.pid!)?.began ?? ''}`
  },
  async getState(execution) {
    const parts = parseExecution(execution)
    if (!parts) return 'unknown'
    return isRunning(parts) ? 'running' : 'ended'
  },
  async cancel(execution) {
    const parts = parseExecution(execution)
    if (parts && (await localJobs.getState(execution)) === 'running') process.kill(parts.pid, 'SIGTERM')
  },
}
