import { spawnSync } from 'node:child_process'
import { accessSync, constants, globSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Returns the path of a Chromium or Chrome on this machine that starts. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH, PLAYWRIGHT_BROWSERS_PATH } = process.env
  if (CHROMIUM_PATH) return CHROMIUM_PATH
  const caches = [join(homedir(), '.cache/ms-playwright'), join(homedir(), 'Library/Caches/ms-playwright')]
  if (PLAYWRIGHT_BROWSERS_PATH) caches.unshift(PLAYWRIGHT_BROWSERS_PATH)
  const cached = caches.flatMap((cache) =>
    globSync('chromium-*/chrome-*/{chrome,*.app/Contents/MacOS/*}', { cwd: cache }).map((path) =>
      join(cache, path),
    ),
  )
  return [chromium.executablePath(), ...cached, ...usualPaths].find(canStart)
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
  const path = findChromium() ?? (await installWithPlaywright()) ?? installWithApt()
  if (path) return path
  const command = isDebian()
    ? 'sudo apt-get update && sudo apt-get install -y chromium'
    : 'npx playwright-core install --with-deps chromium'
  throw new Error(`The browser tests need Chromium. Get it with: ${command}\nor point CHROMIUM_PATH at one.`)
}

async function installWithPlaywright(): Promise<string | undefined> {
  const host = process.env.PLAYWRIGHT_DOWNLOAD_HOST ?? 'https://cdn.playwright.dev'
  const reachable = await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(3_000) }).catch(
    () => undefined,
  )
  if (!reachable) return undefined
  const cli = join(import.meta.dirname, '../node_modules/playwright-core/cli.js')
  const stdio = ['ignore', 2, 2] as const
  spawnSync(process.execPath, [cli, 'install', '--no-shell', 'chromium'], {
    stdio: [...stdio],
    timeout: 300_000,
  })
  return [chromium.executablePath()].find(canStart)
}

/** Installs system packages only as root in CI, where people expect it. */
function installWithApt(): string | undefined {
  if (process.getuid?.() !== 0 || !process.env.CI || !isDebian()) return undefined
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 2],
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation')
  return usualPaths.find(canStart)
}

/** Ubuntu does not count, because its package `chromium` only installs a snap. */
function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

if (import.meta.main) console.log(await ensureChromium())
