import { join } from 'node:path'
import { portsOf, type StackName } from './ports.ts'
import { type Part, startPart } from './processes.ts'

const root = join(import.meta.dirname, '../..')
const vite = join(root, 'node_modules/vite/bin/vite.js')

function startVite(name: StackName, folder: string, what: string, args: string[]): Part {
  const ports = portsOf(name)
  const env = {
    VITE_API_URL: `http://localhost:${ports.api}`,
    // Uses the page's host, because a browser may refuse storage to the frame behind Google's window on another site.
    VITE_AUTH_EMULATOR_URL: `http://localhost:${ports.auth}`,
    VITE_FIRESTORE_EMULATOR: `127.0.0.1:${ports.firestore}`,
  }
  return startPart(what, process.execPath, [vite, ...args], { log: join(folder, 'web.log'), cwd: root, env })
}

/** Builds into the stack's folder, because the build contains the addresses of the stack's emulators. */
export const buildWeb = (name: StackName, folder: string): Part =>
  startVite(name, folder, 'web build', [
    ...['build', 'web', '--outDir', join(folder, 'web'), '--emptyOutDir', '--logLevel', 'warn'],
  ])

export const serveWeb = (name: StackName, folder: string): Part =>
  startVite(name, folder, 'web', ['web', '--port', String(portsOf(name).web), '--strictPort'])
