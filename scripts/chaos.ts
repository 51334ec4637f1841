import './chaos/environment.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { holdLocks, poisonDocuments } from './chaos/hostile.ts'
import { createEvents, createPerson, type Promises, runLoad } from './chaos/load.ts'
import { createRandom, type Random } from './chaos/random.ts'
import {
  buildClusters,
  createOperator,
  findAbandonedRuns,
  killRunner,
  type Operator,
  waitForRuns,
} from './chaos/runs.ts'
import { findUntilNothing, judgeMail, judgeSeats } from './chaos/verdict.ts'
import { type Stack, startStack } from './stack/stack.ts'

// `npm run chaos -- --seconds 600 --seed 7` loads a local stack, breaks its parts at random, and checks that nothing was lost.
// `--quick` builds no cluster, and waits for no e-mail of a killed sender.
const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    'per-second': { type: 'string', default: '3' },
    quick: { type: 'boolean', default: false },
  },
})
const seconds = Number(flags.seconds)
/** A run that nobody kills may take this long after the last fault. */
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

/** Breaks things for the given time. @returns what the API promised meanwhile, and when the last fault was over */
const disturb = async (
  stack: Stack,
  operator: Operator,
  random: Random,
): Promise<{ promises: Promises; quietMs: number }> => {
  const promises = await createEvents(await createPerson('Olga'), 4)
  say(`${await poisonDocuments(promises)} poisoned documents`)
  const signal = AbortSignal.timeout(seconds * 1000)
  const breakEverything = async () => {
    const [faults, locks] = await Promise.all([
      breakParts(stack, operator, random, signal),
      holdLocks(promises, random, signal),
    ])
    say(
      `${faults.functions} × functions, ${faults.pubsub} × Pub/Sub, ${faults.runners} × runners killed; ${locks} foreign locks`,
    )
    return performance.now()
  }
  const [quietMs] = await Promise.all([
    breakEverything(),
    !flags.quick && buildClusters(operator, signal),
    runLoad(promises, Number(flags['per-second']), random, signal),
  ])
  return { promises, quietMs }
}

const run = async (stack: Stack): Promise<boolean> => {
  const operator = await createOperator()
  const { promises, quietMs } = await disturb(stack, operator, createRandom(Number(flags.seed)))
  say(
    `${promises.requests} requests, ${promises.repeated} of them repeated; ${promises.registered.length} registrations`,
  )
  const sinceQuiet = () => `${((performance.now() - quietMs) / 1000).toFixed(1)} s after the last fault`
  const judge = async (what: string, wrong: Promise<string[]>) => {
    say(`${describe(what, await wrong)}, ${sinceQuiet()}`)
    return wrong
  }
  const seats = judgeSeats(promises)
  const wrong = await Promise.all([
    judge(
      'registrations lost or not settled',
      seats.then(({ unsettled }) => unsettled),
    ),
    judge(
      'events with wrong or oversold seats',
      seats.then(({ wrongSeats }) => wrongSeats),
    ),
    judge('people with a lost e-mail', judgeMail(promises, flags.quick)),
    judge(
      'runs at work without a runner',
      findUntilNothing('no run is abandoned', () => findAbandonedRuns(operator)),
    ),
  ])
  const runs = await waitForRuns(operator, runsEndWithinSeconds).catch((error: Error) => error)
  const areRunsOver = !(runs instanceof Error)
  say(`${areRunsOver ? `0 runs without an end, ${JSON.stringify(runs)}` : runs.message}, ${sinceQuiet()}`)
  return wrong.flat().length === 0 && areRunsOver
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
