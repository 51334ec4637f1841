import './environment.ts'
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Stack, startStack } from '../scripts/stack/stack.ts'
import { measureRawCreates, runCounterTransactions } from './baselines.ts'
import { measureCosts } from './billing.ts'
import { measureVerifications } from './cloud-accounts.ts'
import { measureListings } from './cloud-lists.ts'
import { measureClusters } from './clusters.ts'
import { measureClustersAtOnce } from './clusters-at-once.ts'
import { atOnceSection, clustersSection } from './clusters-sections.ts'
import { isMet, print } from './figures.ts'
import { measureAccessReads, measureGuard } from './guard.ts'
import { settleInParallel } from './instances.ts'
import { measureLabs } from './labs.ts'
import { labsSection } from './labs-section.ts'
import { measureLoads } from './load.ts'
import { measureLoneRegistrations } from './lone.ts'
import { measureOpenPages } from './open-pages.ts'
import { weighPages } from './pages.ts'
import { freshDatabase, type Person, signInPeople } from './people.ts'
import { type Rush, rush } from './rush.ts'
import * as sections from './sections.ts'

// `npm run bench -- --only 1,2 --rounds 5 --seconds 20` runs two sections, with more rushes and a shorter counter transaction.
const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', default: '1,2,3,4,5,6,7,8,9,10,11,12' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '60' },
  },
})
const only = new Set(flags.only.split(',').map(Number))
const rounds = Number(flags.rounds)
/** V8 needs this many rushes and raw baselines to compile the code. They are not counted. */
const warmUps = 3
const root = join(import.meta.dirname, '..')

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => interruption.abort(new Error(signal)))

const report: sections.Section[] = []
const show = (section: sections.Section) => {
  report.push(section)
  print(section.title, section.figures)
}

const rushAndBaselines = async (stack: Stack, organiser: Person, people: Person[]) => {
  const rushes: Rush[] = []
  const raw: number[] = []
  // They take turns, so that a busy moment of the machine affects both.
  for (let round = 0; round < warmUps + rounds; round++) {
    interruption.signal.throwIfAborted()
    await freshDatabase([])
    if (only.has(2)) raw.push(await measureRawCreates())
    await freshDatabase([organiser, ...people])
    if (only.has(1)) rushes.push(await rush(organiser, people))
  }
  const memory = sections.peakMemory(stack.functions.family()[0]!.pid)
  await freshDatabase([organiser, ...people])
  const parallel = only.has(1) ? await settleInParallel(organiser, people, interruption.signal) : undefined
  const counted = only.has(2)
    ? await runCounterTransactions(Number(flags.seconds), interruption.signal)
    : undefined
  if (only.has(1)) show(sections.rushSection(rushes.slice(warmUps), raw.slice(warmUps), counted, memory))
  if (parallel) show(sections.parallelSection(parallel))
  if (counted) show(sections.baselineSection(raw.slice(warmUps), counted))
}

const run = async (stack: Stack) => {
  const all = await signInPeople(501)
  const [organiser, ...people] = all as [Person, ...Person[]]
  if (only.has(1) || only.has(2)) await rushAndBaselines(stack, organiser, people)
  await freshDatabase(all)
  if (only.has(3)) show(sections.loneSection(await measureLoneRegistrations(organiser, people.slice(0, 40))))
  await freshDatabase(all)
  if (only.has(4)) show(sections.billingSection(await measureCosts(organiser, people, interruption.signal)))
  await freshDatabase(all)
  if (only.has(6)) show(sections.pageSection(await weighPages(organiser)))
  if (only.has(7)) show(sections.accessSection(await measureAccessReads(people.map(({ uid }) => uid))))
  await freshDatabase(all)
  if (only.has(8)) show(sections.openPagesSection(await measureOpenPages(organiser, people[0]!)))
  await freshDatabase(all)
  if (only.has(9)) {
    show(sections.verificationSection(await measureVerifications(organiser, interruption.signal)))
    await freshDatabase(all)
    show(sections.listingSection(await measureListings(organiser, people[0]!, interruption.signal)))
  }
  await freshDatabase(all)
  if (only.has(10)) show(clustersSection(await measureClusters(organiser, rounds, interruption.signal)))
  await freshDatabase(all)
  if (only.has(11)) show(atOnceSection(await measureClustersAtOnce(organiser, interruption.signal)))
  await freshDatabase(all)
  if (only.has(12)) show(labsSection(await measureLabs(organiser, people, interruption.signal)))
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
  if (only.has(5)) show(sections.loadSection(measureLoads(5)))
  if (only.has(7)) show(sections.guardSection(await measureGuard(interruption.signal)))
  if ([1, 2, 3, 4, 6, 8, 9, 10, 11, 12].some((part) => only.has(part))) {
    stack = await startStack({
      name: 'bench',
      web: only.has(6) || only.has(8) ? 'build' : 'none',
      hubs: only.has(12),
      signal: interruption.signal,
    })
    const crashed = stack.crashed.then((reason) => {
      throw new Error(reason)
    })
    const aborted = new Promise<never>((_, reject) =>
      interruption.signal.addEventListener('abort', () => reject(interruption.signal.reason)),
    )
    await Promise.race([run(stack), crashed, aborted])
  }
  const figures = report.flatMap((section) => section.figures)
  const missed = figures.filter((figure) => isMet(figure) === false)
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
