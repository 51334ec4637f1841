import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readSync, unlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as pause } from 'node:timers/promises'
import { type Failure, StageFailed } from './failures.ts'
import type { Stop } from './stop.ts'

/** https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories, and where images have theirs. */
const usualMirrors = () => [
  process.env.LABSEAT_TERRAFORM_MIRROR,
  '/opt/terraform/providers',
  '/opt/tf-plugins',
  join(homedir(), '.terraform.d/plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
]
const mirror = () =>
  usualMirrors().find((path) => path !== undefined && existsSync(join(path, 'registry.terraform.io')))

/** Where a mirror has providers, Terraform looks there alone; where there is none, it downloads as usual. */
export const writeCliConfig = (folder: string): string => {
  const file = join(folder, 'terraform.rc')
  const found = mirror()
  const installation = found
    ? `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(found)}\n  }\n}\n`
    : ''
  writeFileSync(file, `disable_checkpoint = true\n${installation}`, { mode: 0o600 })
  return file
}

/** Only what Terraform and its providers need: the runner's own environment has the claim in it. */
const passed = [
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
  // Terraform starts Node to ask for credentials (ask-runner.ts).
  'NODE_COMPILE_CACHE',
]
export const terraformEnvironment = (folder: string, cloud: Record<string, string>): NodeJS.ProcessEnv => {
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary, { recursive: true, mode: 0o700 })
  return {
    ...Object.fromEntries(passed.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
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

const onPath = (program: string) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, program)))

/** Lines of a file that somebody else is writing. */
const follow = (file: string, onLine: (line: string) => void) => {
  const handle = openSync(file, 'r')
  const buffer = Buffer.alloc(256 * 1024)
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const read = () => {
    for (let size = readSync(handle, buffer); size > 0; size = readSync(handle, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, size))).split('\n')
      rest = lines.pop()!
      for (const line of lines) if (line.trim()) onLine(line)
    }
  }
  const timer = setInterval(read, 100)
  return () => {
    clearInterval(timer)
    read()
    closeSync(handle)
    if ((rest + decoder.end()).trim()) onLine(rest)
  }
}

const absent: Failure = {
  reason: 'runner',
  detail:
    'Terraform was not found on the machine that carries out the run, and nothing was changed. Get it from https://developer.hashicorp.com/terraform/install, start Labseat again so that it is found, and try again.',
}

export type Ended = { code: number | null; signal: NodeJS.Signals | null }
let calls = 0

/**
 * A shell becomes Terraform and leaves a watch beside it that waits for a word of the runner; the end of the pipe without one is the end of the
 * runner. Linux' own signal for that (prctl's PR_SET_PDEATHSIG) comes once for each thread that the parent had, and a second interrupt ends
 * Terraform before it has saved its state.
 */
const interruptedWithItsRunner = '( read -r over <&3 || kill -INT $$ ) & exec terraform "$@" 3<&-'

/**
 * Runs Terraform in a group of its own. When the run is to stop it gets SIGINT, so that it saves its state and gives its lock back; after the
 * grace the whole group is ended. Its output goes through a file and not a pipe: should the runner be killed, a broken pipe would end
 * Terraform in the middle of its work, where this way SIGINT lets it finish what it is at and save.
 */
export const runTerraform = async (
  args: string[],
  given: {
    folder: string
    env: NodeJS.ProcessEnv
    stop: Stop
    onLine: (line: string) => void
    /** Its output is not for the log: another place than the lines. */
    onOutput?: (text: string) => void
  },
): Promise<Ended> => {
  const { folder, env, stop, onLine } = given
  if (!onPath('terraform')) throw new StageFailed(absent)
  const path = join(folder, `.output-${++calls}`)
  const output = openSync(path, 'w', 0o600)
  const errors = given.onOutput ? openSync(`${path}-errors`, 'w', 0o600) : undefined
  const child = spawn('sh', ['-c', interruptedWithItsRunner, 'terraform', ...args], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', output, errors ?? output, 'pipe'],
  })
  const watch = child.stdio[3] as Writable
  // The watch is gone already where its whole group was ended.
  watch.on('error', () => {})
  closeSync(output)
  if (errors !== undefined) closeSync(errors)
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      watch.end('over\n', () => watch.destroy())
      resolve({ code, signal })
    })
  })
  const words: string[] = []
  const finish = follow(path, given.onOutput ? (line) => words.push(line) : onLine)
  const finishErrors = errors === undefined ? undefined : follow(`${path}-errors`, onLine)
  const end = (signal: NodeJS.Signals, whole: boolean) => {
    try {
      if (child.pid && child.exitCode === null) process.kill(whole ? -child.pid : child.pid, signal)
    } catch {
      // It ended by itself.
    }
  }
  const interrupt = async () => {
    end('SIGINT', false)
    const over = ended.then(
      () => true,
      () => true,
    )
    for (const since = performance.now(); performance.now() - since < stop.grace(); )
      if (await Promise.race([over, pause(100, false, { ref: false })])) return
    onLine('Terraform did not stop in time, and was ended.')
    end('SIGKILL', true)
  }
  stop.signal.addEventListener('abort', interrupt)
  if (stop.signal.aborted) void interrupt()
  try {
    return await ended
  } finally {
    stop.signal.removeEventListener('abort', interrupt)
    finish()
    finishErrors?.()
    given.onOutput?.(words.join('\n'))
    for (const file of [path, `${path}-errors`]) if (existsSync(file)) unlinkSync(file)
  }
}
