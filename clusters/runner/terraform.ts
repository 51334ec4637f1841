import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readSync, unlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as wait } from 'node:timers/promises'
import { type Failure, StageFailed } from './failures.ts'
import { findOnPath } from './on-path.ts'
import type { Stop } from './stop.ts'

/** Terraform's own places, and the places in images: https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories */
const mirrorCandidates = () => [
  process.env.LABSEAT_TERRAFORM_MIRROR,
  '/opt/terraform/providers',
  '/opt/tf-plugins',
  join(homedir(), '.terraform.d/plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
]
const findMirror = () =>
  mirrorCandidates().find((path) => path !== undefined && existsSync(join(path, 'registry.terraform.io')))

/** Terraform gets providers only from the mirror if there is one, and downloads them otherwise. */
export const writeCliConfig = (folder: string): string => {
  const file = join(folder, 'terraform.rc')
  const mirror = findMirror()
  const installation = mirror
    ? `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`
    : ''
  writeFileSync(file, `disable_checkpoint = true\n${installation}`, { mode: 0o600 })
  return file
}

/** The variables that Terraform and its providers need. The runner's environment also contains the claim. */
const inheritedVariables = [
  'PATH',
  'LANG',
  'TZ',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'https_proxy',
  'http_proxy',
  'no_proxy',
  // Terraform starts Node to get credentials (ask-runner.ts).
  'NODE_COMPILE_CACHE',
]
export const terraformEnvironment = (folder: string, cloud: Record<string, string>): NodeJS.ProcessEnv => {
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary, { recursive: true, mode: 0o700 })
  return {
    ...Object.fromEntries(
      inheritedVariables.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
    ),
    ...Object.fromEntries(
      Object.entries(process.env).filter(([name]) => /^(AWS_ENDPOINT_URL|STORAGE_EMULATOR_HOST$)/.test(name)),
    ),
    HOME: folder,
    TMPDIR: temporary,
    TF_IN_AUTOMATION: '1',
    TF_CLI_CONFIG_FILE: writeCliConfig(folder),
    CHECKPOINT_DISABLE: '1',
    ...cloud,
  }
}

/** Calls `onLine` for the lines of a file that another process writes. The returned function reads the last lines. */
const followFile = (file: string, onLine: (line: string) => void) => {
  const handle = openSync(file, 'r')
  const buffer = Buffer.alloc(256 * 1024)
  const decoder = new StringDecoder('utf8')
  let partialLine = ''
  const read = () => {
    for (let size = readSync(handle, buffer); size > 0; size = readSync(handle, buffer)) {
      const lines = (partialLine + decoder.write(buffer.subarray(0, size))).split('\n')
      partialLine = lines.pop()!
      for (const line of lines) if (line.trim()) onLine(line)
    }
  }
  const timer = setInterval(read, 100)
  return () => {
    clearInterval(timer)
    read()
    closeSync(handle)
    if ((partialLine + decoder.end()).trim()) onLine(partialLine)
  }
}

const terraformMissing: Failure = {
  reason: 'runner',
  detail:
    'Terraform was not found on the machine of the runner, so nothing was changed. Install it from https://developer.hashicorp.com/terraform/install, restart Labseat and try again.',
}

/** OpenTofu (`tofu`) takes the same modules and prints the same events. */
const program = process.env.LABSEAT_TERRAFORM ?? 'terraform'

export type Exit = { code: number | null; signal: NodeJS.Signals | null }
let calls = 0

/**
 * The shell becomes Terraform. Beside it a subshell waits on a pipe from the runner, and sends SIGINT when the pipe closes without a word,
 * because the runner was killed. Linux' own signal for that (prctl's PR_SET_PDEATHSIG) comes once for each thread of the runner, and a second
 * SIGINT ends Terraform before it has saved its state.
 */
const interruptWithRunner = '( read -r over <&3 || kill -INT $$ ) & exec "$0" "$@" 3<&-'

const spawnTerraform = (
  args: string[],
  folder: string,
  env: NodeJS.ProcessEnv,
  stdout: number,
  stderr: number,
) => {
  const child = spawn('sh', ['-c', interruptWithRunner, program, ...args], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', stdout, stderr, 'pipe'],
  })
  const pipe = child.stdio[3] as Writable
  // The subshell is gone already when the whole group was killed.
  pipe.on('error', () => {})
  const exit = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      pipe.end('over\n', () => pipe.destroy())
      resolve({ code, signal })
    })
  })
  return { child, exit }
}

/** Sends SIGINT to Terraform, and SIGKILL to its whole group after the grace. */
const interrupt = async (
  { child, exit }: ReturnType<typeof spawnTerraform>,
  stop: Stop,
  onLine: (line: string) => void,
) => {
  const signal = (name: NodeJS.Signals, target: (pid: number) => number) => {
    try {
      if (child.pid && child.exitCode === null) process.kill(target(child.pid), name)
    } catch {
      // It has ended by itself.
    }
  }
  signal('SIGINT', (pid) => pid)
  const hasExited = exit.then(
    () => true,
    () => true,
  )
  for (const since = performance.now(); performance.now() - since < stop.graceMs(); )
    if (await Promise.race([hasExited, wait(100, false, { ref: false })])) return
  onLine('Terraform did not stop in time and was killed.')
  signal('SIGKILL', (pid) => -pid)
}

type TerraformCall = {
  folder: string
  env: NodeJS.ProcessEnv
  stop: Stop
  onLine: (line: string) => void
  /** Receives the whole standard output, which then is not in the lines. */
  onOutput?: (text: string) => void
}

/**
 * Runs Terraform in its own process group. When the run has to stop, Terraform gets SIGINT, saves its state and releases its lock. Its output
 * goes to a file: with a pipe, Terraform would end in the middle of its work when the runner is killed.
 */
export const runTerraform = async (
  args: string[],
  { folder, env, stop, onLine, onOutput }: TerraformCall,
): Promise<Exit> => {
  if (!findOnPath(program)) throw new StageFailed(terraformMissing)
  const outputFile = join(folder, `.output-${++calls}`)
  const errorFile = onOutput ? `${outputFile}-errors` : outputFile
  const stdout = openSync(outputFile, 'w', 0o600)
  const stderr = onOutput ? openSync(errorFile, 'w', 0o600) : stdout
  const terraform = spawnTerraform(args, folder, env, stdout, stderr)
  for (const handle of new Set([stdout, stderr])) closeSync(handle)
  const outputLines: string[] = []
  const finishOutput = followFile(outputFile, onOutput ? (line) => outputLines.push(line) : onLine)
  const finishErrors = onOutput ? followFile(errorFile, onLine) : () => {}
  const onStop = () => void interrupt(terraform, stop, onLine)
  stop.signal.addEventListener('abort', onStop)
  if (stop.signal.aborted) onStop()
  try {
    return await terraform.exit
  } finally {
    stop.signal.removeEventListener('abort', onStop)
    finishOutput()
    finishErrors()
    onOutput?.(outputLines.join('\n'))
    for (const file of new Set([outputFile, errorFile])) if (existsSync(file)) unlinkSync(file)
  }
}
