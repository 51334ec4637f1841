import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../runner/free-port.ts'
import { endHubs, hubVariable } from '../../runner/hub-processes.ts'
import { findOnPath } from '../../runner/on-path.ts'

// Usage: node start.ts FOLDER. Starts the hub of a sandbox cluster as a process that outlives this one, and waits until it answers.
const [folder] = process.argv.slice(2)
if (!folder) throw new Error('Usage: node start.ts FOLDER')
const timeoutMs = 90_000

const pathOf = (program: string): string => {
  const file = findOnPath(program)
  if (!file) throw new Error(`${program} was not found on PATH.`)
  return file
}

/** Debian's proxy finds its packages only in this folder. */
const debianModules = '/usr/share/nodejs'
const nodePath = () =>
  realpathSync(pathOf('configurable-http-proxy')).startsWith(debianModules)
    ? { NODE_PATH: debianModules }
    : {}

/** Nothing else of this process reaches the hub. */
const environment = () => ({
  PATH: process.env.PATH,
  LANG: process.env.LANG ?? 'C.UTF-8',
  HOME: folder,
  TMPDIR: '/tmp',
  PYTHONDONTWRITEBYTECODE: '1',
  [hubVariable]: folder,
  ...nodePath(),
})

const lastLines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n')

const startHub = async () => {
  const settingsFile = join(folder, 'hub.json')
  const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as { url: string }
  await endHubs(folder)
  // JupyterHub would end the process that has this number now.
  rmSync(join(folder, 'proxy.pid'), { force: true })
  const ports = { hubPort: await freePort(), proxyPort: await freePort() }
  writeFileSync(settingsFile, JSON.stringify({ ...settings, ...ports }), { mode: 0o600 })
  const logFile = join(folder, 'hub.log')
  const log = openSync(logFile, 'w', 0o600)
  const hub = spawn(pathOf('jupyterhub'), ['-f', join(import.meta.dirname, 'jupyterhub_config.py')], {
    cwd: folder,
    env: environment(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  hub.unref()
  const giveUp = Date.now() + timeoutMs
  while (Date.now() < giveUp) {
    if (hub.exitCode !== null || hub.signalCode !== null) break
    const answer = await fetch(new URL('hub/health', settings.url), {
      signal: AbortSignal.timeout(2_000),
    }).catch(() => undefined)
    if (answer?.ok) return
    await wait(100)
  }
  await endHubs(folder)
  throw new Error(`JupyterHub did not start. The last lines of ${logFile}:\n${lastLines(logFile)}`)
}

process.umask(0o077)
// Terraform interrupts it when a run is canceled, and stops no resource that has not finished.
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => void endHubs(folder).finally(() => process.exit(1)))
try {
  await startHub()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
