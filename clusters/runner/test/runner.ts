import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Api } from './api.ts'

const entry = join(import.meta.dirname, '../run.ts')

/** Starts a runner as server/jobs-local.ts does. */
export const startRunner = (
  api: Pick<Api, 'url' | 'claim'>,
  folders: { sandbox?: string; folder: string; modules?: string },
  env: Record<string, string> = {},
) => {
  const child: ChildProcess = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      LABSEAT_API_URL: api.url,
      LABSEAT_CLUSTER: 'c1',
      LABSEAT_RUN: 'r1',
      LABSEAT_ATTEMPT: '1',
      LABSEAT_CLAIM: api.claim,
      LABSEAT_EXECUTION: 'local-test',
      LABSEAT_RUNNER_IDENTITY: 'none',
      LABSEAT_RUNNER_FOLDER: folders.folder,
      ...(folders.sandbox && { LABSEAT_SANDBOX_FOLDER: folders.sandbox }),
      ...(folders.modules && { LABSEAT_MODULES: folders.modules }),
      ...env,
    },
  })
  let output = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (data) => (output += data))
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return { child, pid: child.pid!, ended, output: () => output }
}
export type Runner = ReturnType<typeof startRunner>
