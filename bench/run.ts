import './environment.ts'
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Stack, startStack } from '../scripts/stack/stack.ts'
import { counterTransactions, rawCreates } from './baselines.ts'
import { costs } from './billing.ts'
import { verifications } from './cloud-accounts.ts'
import { listings } from './cloud-lists.ts'
import { clusters } from './clusters.ts'
import { clustersAtOnce } from './clusters-at-once.ts'
import { atOnceSection, clustersSection } from './clusters-sections.ts'
import { met, print } from './figures.ts'
import { accessReads, guards } from './guard.ts'
import { settleInParallel } from './instances.ts'
import { loads } from './load.ts'
import { lone } from './lone.ts'
import { openPages } from './open-pages.ts'
import { weights } from './pages.ts'
import { freshDatabase, type Person, signedIn } from './people.ts'
import { type Rush, rush } from './rush.ts'
import * as sections from './sections.ts'

// `npm run bench -- --only 1,2 --rounds 5 --seconds 20`: some of the parts, more rushes, a shorter counter transaction.
const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: '1,2,3,4,5,6,7,8,9,10,11' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '60' },
  },
})
const only = new Set(flags.only.split(',').map(Number))
const rounds = Number(flags.rounds)
/** So many rushes, and as many raw baselines, it takes until V8 has compiled what runs. They are not counted. */
const warmUps = 3
const root = join(import.meta.dirname, '..')

const told = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => told.abort(new Error(signal)))

const report: sections.Section[] = []
const show = (section: sections.Section) => {
  report.push(section)
  print(section.title, section.figures)
}

const rushAndBaselines = async (stack: Stack, organiser: Person, people: Person[]) => {
  const rushes: Rush[] = []
  const raw: number[] = []
  // They take turns, so that a busy moment of the machine does not fall on one of them alone.
  for (let round = 0; round < warmUps + rounds; round++) {
    told.signal.throwIfAborted()
    await freshDatabase([])
    if (only.has(2)) raw.push(await rawCreates())
    await freshDatabase([organiser, ...people])
    if (only.has(1)) rushes.push(await rush(organiser, people))
  }
  const memory = sections.peakMemory(stack.functions.family()[0]!.pid)
  await freshDatabase([organiser, ...people])
  const parallel = only.has(1) ? await settleInParallel(organiser, people, told.signal) : undefined
  const counted = only.has(2) ? await counterTransactions(Number(flags.seconds), told.signal) : undefined
  if (only.has(1)) show(sections.rushSection(rushes.slice(warmUps), raw.slice(warmUps), counted, memory))
  if (parallel) show(sections.parallelSection(parallel))
  if (counted) show(sections.baselineSection(raw.slice(warmUps), counted))
}

const run = async (stack: Stack) => {
  const all = await signedIn(501)
  const [organiser, ...people] = all as [Person, ...Person[]]
  if (only.has(1) || only.has(2)) await rushAndBaselines(stack, organiser, people)
  await freshDatabase(all)
  if (only.has(3)) show(sections.loneSection(await lone(organiser, people.slice(0, 40))))
  await freshDatabase(all)
  if (only.has(4)) show(sections.billingSection(await costs(organiser, people, told.signal)))
  await freshDatabase(all)
  if (only.has(6)) show(sections.pageSection(await weights(organiser)))
  if (only.has(7)) show(sections.accessSection(await accessReads(people.map(({ uid }) => uid))))
  await freshDatabase(all)
  if (only.has(8)) show(sections.openPagesSection(await openPages(organiser, people[0]!)))
  await freshDatabase(all)
  if (only.has(9)) {
    show(sections.verificationSection(await verifications(organiser, told.signal)))
    await freshDatabase(all)
    show(sections.listingSection(await listings(organiser, people[0]!, told.signal)))
  }
  await freshDatabase(all)
  if (only.has(10)) show(clustersSection(await clusters(organiser, rounds, told.signal)))
  await freshDatabase(all)
  if (only.has(11)) show(atOnceSection(await clustersAtOnce(organiser, told.signal)))
}

const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim()
const began = performance.now()
const machine = {
  processors: `${availableParallelism()} × ${cpus()[0]?.model}`,
  memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
  system: `${process.platform} ${process.arch}`,
  node: process.version,
  loadBefore: loadavg()[0],
}
console.log(
  `${machine.processors}, ${machine.memory}, ${machine.system}, Node ${machine.node}, load ${machine.loadBefore}`,
)

let stack: Stack | undefined
try {
  if (only.has(5)) show(sections.loadSection(loads(5)))
  if (only.has(7)) show(sections.guardSection(await guards(told.signal)))
  if ([1, 2, 3, 4, 6, 8, 9, 10, 11].some((part) => only.has(part))) {
    stack = await startStack({
      name: 'bench',
      web: only.has(6) || only.has(8) ? 'build' : 'none',
      signal: told.signal,
    })
    const crashed = stack.crashed.then((reason) => {
      throw new Error(reason)
    })
    const aborted = new Promise<never>((_, reject) =>
      told.signal.addEventListener('abort', () => reject(told.signal.reason)),
    )
    await Promise.race([run(stack), crashed, aborted])
  }
  const figures = report.flatMap((section) => section.figures)
  const missed = figures.filter((figure) => met(figure) === false)
  const seconds = Math.round((performance.now() - began) / 1000)
  const at = new Date().toISOString()
  mkdirSync(join(root, '.labseat'), { recursive: true })
  writeFileSync(
    join(root, '.labseat/bench.json'),
    `${JSON.stringify({ at, commit: git('rev-parse', 'HEAD'), machine, seconds, sections: report }, null, 2)}\n`,
  )
  console.log(
    `\n${missed.length === 0 ? 'Every goal is met' : `${missed.length} goals are NOT MET`}, in ${seconds} s. .labseat/bench.json`,
  )
  if (missed.length > 0) process.exitCode = 1
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  await stack?.stop()
}
process.exit()
