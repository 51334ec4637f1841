import { spawnSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { debianPackages, isDebian, isReachable } from './stack/programs/program.ts'

const shellPath = '/usr/bin/chromium-headless-shell'
const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * Returns the path of a Chromium or Chrome on this machine that starts. The headless shell comes first: it has no windows of the browser, so
 * the tests need half of the CPU time.
 */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PLAYWRIGHT_BROWSERS_PATH } = process.env
  if (CHROMIUM_PATH) return CHROMIUM_PATH
  const caches = [join(homedir(), '.cache/ms-playwright'), join(homedir(), 'Library/Caches/ms-playwright')]
  if (PLAYWRIGHT_BROWSERS_PATH) caches.unshift(PLAYWRIGHT_BROWSERS_PATH)
  const findCached = (pattern: string) =>
    caches.flatMap((cache) => globSync(pattern, { cwd: cache }).map((path) => join(cache, path)))
  const candidates = [
    ...findCached('chromium_headless_shell-*/chrome-headless-shell-*/chrome-headless-shell'),
    shellPath,
    ...findCached('chromium-*/chrome-*/{chrome,*.app/Contents/MacOS/*}'),
    ...usualPaths,
  ]
  return candidates.find(canStart)
}

/** A browser whose system libraries are missing exists, but does not start. */
function canStart(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    return false
  }
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** Finds or installs Chromium. Throws with the command to install it where this script may not run that command. */
export async function ensureChromium(): Promise<string> {
  const debian = debianPackages('chromium-headless-shell', 'fonts-liberation')
  // A headless shell of Debian is better than another Chromium. Without it, any other one will do.
  if (!canStart(shellPath) && (await debian.applies()))
    await debian.install().catch(({ message }: Error) => console.error(message))
  const path = findChromium() ?? (await installWithPlaywright())
  if (path) return path
  const command = isDebian()
    ? 'sudo apt-get update && sudo apt-get install -y chromium-headless-shell'
    : 'npx playwright-core install --with-deps --only-shell chromium'
  throw new Error(`The browser tests need Chromium. Get it with: ${command}\nor point CHROMIUM_PATH at one.`)
}

async function installWithPlaywright(): Promise<string | undefined> {
  const host = process.env.PLAYWRIGHT_DOWNLOAD_HOST ?? 'https://cdn.playwright.dev'
  if (!(await isReachable(host))) return undefined
  const cli = join(import.meta.dirname, '../node_modules/playwright-core/cli.js')
  const stdio = ['ignore', 2, 2] as const
  spawnSync(process.execPath, [cli, 'install', '--only-shell', 'chromium'], {
    stdio: [...stdio],
    timeout: 300_000,
  })
  return findChromium()
}

if (import.meta.main) console.log(await ensureChromium())
