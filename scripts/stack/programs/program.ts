import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { isRunning, processes } from '../process-table.ts'
import { pause } from '../processes.ts'

/** What Labseat installs for itself. scripts/run.mjs puts `bin` at the end of PATH, so a program of the person comes first. */
export const toolsFolder = join(import.meta.dirname, '../../../.labseat/tools')
export const toolsBin = join(toolsFolder, 'bin')

/** A program that a stack uses and that a machine may lack. */
export type Program = {
  name: string
  /** Its path, if this machine has it. */
  find: () => string | undefined
  /** Ways to install it. The first that applies and succeeds counts. */
  ways: Way[]
  /** One line: what is missing, that the rest works, and how to get it. */
  missing: string
}
export type Way = {
  /** Whether this way can work here. It is asked only where the program is missing. */
  applies: () => boolean | Promise<boolean>
  /** @throws Error with a reason for a person */
  install: () => Promise<void>
}

/** @returns its path; undefined where it is missing and cannot be installed, after the reason is printed */
export const ensureProgram = async (
  { name, find, ways, missing }: Program,
  say: (line: string) => void = console.error,
): Promise<string | undefined> => {
  const present = find()
  if (present) return present
  for (const { applies, install } of ways) {
    if (!(await applies())) continue
    say(`Installing ${name}, once …`)
    const reason = await withLock(join(toolsFolder, `${name}.lock`), async () => {
      if (!find()) await install()
    }).catch((error: Error) => error.message)
    const installed = find()
    if (installed) return installed
    say(`${name} was not installed: ${reason ?? 'it is missing after its installation'}`)
  }
  say(missing)
  return undefined
}

/** Where PATH has a program, with Labseat's own folder last. */
export const findOnPath = (program: string, path = process.env.PATH ?? ''): string | undefined =>
  [...path.split(delimiter), toolsBin]
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file))

/** Makes a program that Labseat installed visible in `bin`. */
export const linkTool = (name: string, target: string): void => {
  mkdirSync(toolsBin, { recursive: true })
  rmSync(join(toolsBin, name), { force: true })
  symlinkSync(target, join(toolsBin, name))
}

const execute = promisify(execFile)

/** @throws Error with the end of what the command printed */
export const runCommand = async (
  command: string,
  args: string[],
  { cwd, env = {}, timeoutMs = 600_000 }: { cwd?: string; env?: NodeJS.ProcessEnv; timeoutMs?: number } = {},
): Promise<void> => {
  try {
    await execute(command, args, {
      cwd,
      env: { ...process.env, ...env },
      timeout: timeoutMs,
      maxBuffer: 64 * 1024 * 1024,
    })
  } catch (error) {
    const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string }
    const lines = `${stdout ?? ''}\n${stderr ?? ''}`.trim().split('\n').slice(-3).join(' ')
    throw new Error(`${command} failed: ${lines || message}`)
  }
}

/** Whether a server answers within three seconds, with whatever status. */
export const isReachable = (url: string): Promise<boolean> =>
  fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3_000) }).then(
    () => true,
    () => false,
  )

/** Only there may a script install system packages. */
export const isRootOnDebianInCI = (): boolean =>
  process.getuid?.() === 0 && Boolean(process.env.CI) && isDebian()

/** Ubuntu does not count, because some of its packages only install a snap. */
export const isDebian = (): boolean => {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

/** Installs Debian's packages, where a script may. */
export const debianPackages = (...packages: string[]): Way => ({
  applies: isRootOnDebianInCI,
  install: async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    await runCommand('apt-get', ['update', '-qq'], { env })
    const wait = ['-o', 'DPkg::Lock::Timeout=120']
    await runCommand('apt-get', [...wait, 'install', '-y', '-qq', '--no-install-recommends', ...packages], {
      env,
    })
  },
})

/** The first Python of these versions, such as `3.12`, that can make a virtual environment. */
export const findPython = (versions: readonly string[]): string | undefined => {
  const check = `import sys, venv, ensurepip; raise SystemExit('%d.%d' % sys.version_info[:2] not in ${JSON.stringify(versions)})`
  return [...versions.map((version) => `python${version}`), 'python3', 'python'].find(
    (python) => spawnSync(python, ['-c', check], { stdio: 'ignore', timeout: 20_000 }).status === 0,
  )
}

const packageIndex = () => process.env.PIP_INDEX_URL ?? 'https://pypi.org/simple/pip/'

type Environment = {
  name: string
  versions: readonly string[]
  /** A file of this folder with pinned requirements. */
  requirements: string
  pipOptions: string[]
  /** Completes the environment. */
  finish: (folder: string) => Promise<void>
}

/** A virtual environment below the tools, which holds a program of Python. pip installs only finished packages: none runs its code. */
export const pythonEnvironment = ({
  name,
  versions,
  requirements,
  pipOptions,
  finish,
}: Environment): Way => ({
  applies: async () => findPython(versions) !== undefined && (await isReachable(packageIndex())),
  install: async () => {
    const folder = join(toolsFolder, name)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(toolsFolder, { recursive: true })
    await runCommand(findPython(versions)!, ['-m', 'venv', folder])
    const options = ['--disable-pip-version-check', '--no-input', '--only-binary', ':all:', ...pipOptions]
    const file = join(import.meta.dirname, requirements)
    await runCommand(join(folder, 'bin/python'), ['-m', 'pip', 'install', '-q', ...options, '-r', file])
    await finish(folder)
  },
})

/** Runs one installation of a program at a time, also beside other processes. The lock of a process that has ended counts for nothing. */
const withLock = async <T>(lock: string, work: () => Promise<T>): Promise<T> => {
  mkdirSync(toolsFolder, { recursive: true })
  for (;;) {
    const own = JSON.stringify(processes().get(process.pid))
    try {
      writeFileSync(lock, own, { flag: 'wx' })
      break
    } catch {
      if (!isHeld(lock)) rmSync(lock, { force: true })
      else await pause(500)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

const isHeld = (lock: string): boolean => {
  try {
    return isRunning(JSON.parse(readFileSync(lock, 'utf8')))
  } catch {
    // The holder released it at this moment, or ended while it wrote.
    return false
  }
}
