import '../bench/environment.ts'
import { randomInt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { ReadLog } from '../testing/fuzz/fuzz.ts'
import { portsOf } from './stack/ports.ts'
import { type Stack, startStack } from './stack/stack.ts'

// `npm run fuzz -- --seed 7 --requests 2000 --only events-create,events-list`
const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    requests: { type: 'string', default: '20000' },
    only: { type: 'string' },
  },
})

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => interruption.abort(new Error(signal)))

/** Reads at once, because the stack keeps a few megabytes of log. */
const readLogOf =
  ({ folder }: Stack): ReadLog =>
  (requestId) =>
    ['functions.log.1', 'functions.log']
      .map((name) => join(folder, name))
      .filter((file) => existsSync(file))
      .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
      .filter((line) => line.includes(requestId))

let stack: Stack | undefined
try {
  stack = await startStack({ name: 'bench', web: 'none', signal: interruption.signal })
  process.env.API_URL = `http://127.0.0.1:${portsOf('bench').api}`
  const { describeSummary, fuzz } = await import('../testing/fuzz/fuzz.ts')
  const startedMs = performance.now()
  const seconds = () => Math.round((performance.now() - startedMs) / 1000)
  let shown = 0
  const running = fuzz({
    seed: Number(flags.seed),
    requests: Number(flags.requests),
    ...(flags.only && { operationIds: flags.only.split(',') }),
    readLog: readLogOf(stack),
    onProgress: ({ seed, requests, faults }) => {
      if (requests - shown < 1000) return
      shown = requests
      console.log(`seed ${seed}: ${requests} requests, ${faults.length} faults, ${seconds()} s`)
    },
  })
  const aborted = new Promise<never>((_, reject) =>
    interruption.signal.addEventListener('abort', () => reject(interruption.signal.reason)),
  )
  const crashed = stack.crashed.then((reason) => {
    throw new Error(reason)
  })
  const summary = await Promise.race([running, aborted, crashed])
  console.log(`${describeSummary(summary)}\n${seconds()} s`)
  if (summary.faults.length > 0) process.exitCode = 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await stack?.stop()
}
process.exit()
