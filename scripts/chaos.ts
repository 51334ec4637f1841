import './chaos/environment.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { holdLocks, poisonDocuments } from './chaos/hostile.ts'
import { createEvents, createPerson, type Promises, runLoad } from './chaos/load.ts'
import { createRandom, type Random } from './chaos/random.ts'
import { buildClusters, createOperator, killRunner, type Operator, waitForRuns } from './chaos/runs.ts'
import { judgeMail, judgeSeats } from './chaos/verdict.ts'
import { type Stack, startStack } from './stack/stack.ts'

// `npm run chaos -- --seconds 600 --seed 7` loads a local stack, breaks its parts at random, and checks that nothing was lost.
// `--quick` builds no cluster, because a killed runner is noticed after two minutes, and waits for no e-mail of a killed sender.
const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    'per-second': { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
  },
})
const seconds = Number(flags.seconds)
/** A runner reports each half minute; the sweep looks at its run after two minutes of silence. */
const runsEndWithinSeconds = 300

const startedMs = performance.now()
const say = (line: string) =>
  console.log(`${((performance.now() - startedMs) / 1000).toFixed(1).padStart(7)} s  ${line}`)

const breakParts = async (stack: Stack, operator: Operator, random: Random, signal: AbortSignal) => {
  const counts = { functions: 0, pubsub: 0, runners: 0 }
  const faults = {
    functions: () => stack.crash.functions().then(() => true),
    pubsub: () => stack.crash.pubsub().then(() => true),
    runners: () => killRunner(operator),
  }
  const names = ['functions', 'functions', 'pubsub', ...(!flags.quick ? ['runners', 'runners'] : [])] as const
  while (!signal.aborted) {
    await pause(random.between(4_000, 12_000), undefined, { signal }).catch(() => {})
    if (signal.aborted) break
    const name = random.pick(names) as keyof typeof faults
    if (!(await faults[name]())) continue
    counts[name]++
    say(`killed: ${name}`)
  }
  return counts
}

const describe = (what: string, wrong: readonly string[]): string =>
  `${wrong.length} ${what}${wrong.length > 0 ? `: ${wrong.slice(0, 5).join(', ')}` : ''}`

/** Breaks things for the given time. @returns what the API promised meanwhile */
const disturb = async (stack: Stack, operator: Operator, random: Random): Promise<Promises> => {
  const promises = await createEvents(await createPerson('Olga'), 4)
  say(`${await poisonDocuments(promises)} poisoned documents`)
  const signal = AbortSignal.timeout(seconds * 1000)
  const [faults, locks] = await Promise.all([
    breakParts(stack, operator, random, signal),
    holdLocks(promises, random, signal),
    !flags.quick && buildClusters(operator, signal),
    runLoad(promises, Number(flags['per-second']), random, signal),
  ])
  say(
    `${faults.functions} × functions, ${faults.pubsub} × Pub/Sub, ${faults.runners} × runners killed; ${locks} foreign locks`,
  )
  return promises
}

const run = async (stack: Stack): Promise<boolean> => {
  const operator = await createOperator()
  const promises = await disturb(stack, operator, createRandom(Number(flags.seed)))
  say(
    `${promises.requests} requests, ${promises.repeated} of them repeated; ${promises.registered.length} registrations`,
  )
  const quietMs = performance.now()
  const sinceQuiet = () => `${((performance.now() - quietMs) / 1000).toFixed(1)} s after the last fault`
  const { unsettled, wrongSeats } = await judgeSeats(promises)
  say(`${describe('registrations lost or not settled', unsettled)}, ${sinceQuiet()}`)
  say(describe('events with wrong or oversold seats', wrongSeats))
  const unsent = await judgeMail(promises, flags.quick)
  say(`${describe('people with a lost e-mail', unsent)}, ${sinceQuiet()}`)
  const runs = await waitForRuns(operator, runsEndWithinSeconds).catch((error: Error) => error)
  const areRunsOver = !(runs instanceof Error)
  say(`${areRunsOver ? `0 runs without an end, ${JSON.stringify(runs)}` : runs.message}, ${sinceQuiet()}`)
  return unsettled.length + wrongSeats.length + unsent.length === 0 && areRunsOver
}

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => interruption.abort(new Error(signal)))

say(`seed ${flags.seed}, ${seconds} s`)
const stack = await startStack({ name: 'scratch', web: 'none', sweep: true, signal: interruption.signal })
const ended = Promise.race([
  stack.crashed.then((reason) => Promise.reject(new Error(reason))),
  new Promise<never>((_, reject) =>
    interruption.signal.addEventListener('abort', () => reject(interruption.signal.reason)),
  ),
])
try {
  const isRight = await Promise.race([run(stack), ended])
  say(isRight ? 'Nothing was lost.' : `Something was lost. Repeat it: npm run chaos -- --seed ${flags.seed}`)
  process.exitCode = isRight ? 0 : 1
} catch (error) {
  say(`Failed: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  await stack.stop()
}
process.exit()
