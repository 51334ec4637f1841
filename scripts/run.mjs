// Installs missing packages, then runs a script of this folder under the Node that package.json pins.
// This file is plain JavaScript without dependencies, because it runs on any Node from 20 up, before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = join(root, 'node_modules', '.bin')

function fail(message) {
  console.error(message)
  process.exit(1)
}

function readJson(...path) {
  try {
    return JSON.parse(readFileSync(join(root, ...path), 'utf8'))
  } catch {
    return undefined
  }
}

/** npm keeps a copy of the lockfile in node_modules, without the packages that other platforms need. */
function whyInstall() {
  const installed = readJson('node_modules', '.package-lock.json')?.packages
  if (!installed) return 'first run'
  const locked = readJson('package-lock.json')?.packages ?? fail('package-lock.json is missing')
  for (const [path, entry] of Object.entries(locked)) {
    if (path === '') continue
    const copy = installed[path]
    if (!copy) {
      if (entry.optional || entry.peer) continue
      return `${path.replace(/^.*node_modules\//, '')} is missing`
    }
    if (copy.version !== entry.version || copy.integrity !== entry.integrity)
      return `${path.replace(/^.*node_modules\//, '')} has changed`
  }
  return Object.keys(installed).some((path) => !locked[path]) ? 'packages were removed' : undefined
}

/** Without node_modules/.bin: an installation deletes the Node that is there. */
const path = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => folder !== bin)
  .join(delimiter)

/** The output goes to stderr, so that stdout has only the script's output. */
function run(command, args, cwd = root) {
  const env = {
    ...process.env,
    PATH: path,
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
  }
  return spawnSync(command, args, { cwd, env, stdio: ['ignore', 2, 2] }).status === 0
}

function install() {
  const why = whyInstall()
  if (!why) return
  console.error(`Installing dependencies (${why}) …`)
  const begun = Date.now()
  if (!run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']))
    fail('npm ci failed: see above. The npm registry must be reachable for what is not in npm’s cache.')
  console.error(`Installed in ${Math.round((Date.now() - begun) / 1000)} s.`)
}

function works(node) {
  return spawnSync(node, ['--version'], { env: { ...process.env, PATH: path }, stdio: 'ignore' }).status === 0
}

/** The `node` package fetches its binary in an install script, too late for npm to link it. */
function pinnedNode() {
  const node = join(bin, 'node')
  if (works(node)) return node
  const home = join(root, 'node_modules', 'node')
  const fetched = join(home, 'bin', 'node')
  // This Node may be the pinned one, which the installation has deleted.
  const other = works(process.execPath) ? process.execPath : 'node'
  if (
    existsSync(home) &&
    (works(fetched) || (run(other, ['installArchSpecificPackage.js'], home) && works(fetched)))
  ) {
    rmSync(node, { force: true })
    symlinkSync(relative(bin, fetched), node)
    return node
  }
  if (Number(process.versions.node.split('.')[0]) >= 24 && works(process.execPath)) return process.execPath
  return fail(
    `The pinned Node could not be installed for ${process.platform} ${process.arch}, and this one is ${process.version}.\n` +
      'Install Node 24 or newer (https://nodejs.org/en/download) and try again.',
  )
}

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Labseat needs Node 20 or newer; this is ${process.version}: https://nodejs.org/en/download`)

const [script, ...args] = process.argv.slice(2)
if (!script) fail('Usage: node scripts/run.mjs SCRIPT [ARGUMENT …]')
install()
const child = spawn(pinnedNode(), [script, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    // Compiled code of the libraries, which dozens of processes share.
    NODE_COMPILE_CACHE: join(root, '.labseat/compile-cache'),
    ...process.env,
    // What Labseat installs for itself (scripts/stack/programs) comes last, so that a person's own programs are used first.
    PATH: [bin, process.env.PATH, join(root, '.labseat/tools/bin')].join(delimiter),
  },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
// When npm is ended, its shell ends without passing a signal on, so this polls the parent process.
const parent = process.ppid
if (process.env.npm_lifecycle_event)
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref()
child.on('error', (error) => fail(`${script} could not be started: ${error.message}`))
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
