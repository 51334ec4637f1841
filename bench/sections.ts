import { readFileSync } from 'node:fs'
import type { Counted } from './baselines.ts'
import type { Cost } from './billing.ts'
import type { Verified } from './cloud-accounts.ts'
import type { Listing } from './cloud-lists.ts'
import { type Figure, median, percentile } from './figures.ts'
import type { Guard } from './guard.ts'
import type { Parallel } from './instances.ts'
import type { Load } from './load.ts'
import type { OpenPages } from './open-pages.ts'
import type { Weight } from './pages.ts'
import { type Rush, seats } from './rush.ts'

/** Part of the table. */
export type Section = { title: string; figures: Figure[] }

const size = 500
const ms = 'ms'
const atHalf = (values: number[]) => percentile(values, 0.5)
const at95 = (values: number[]) => percentile(values, 0.95)

/** A process's peak memory in MB. Linux only. */
export const peakMemory = (pid: number): number => {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Number(line?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}

const againstBaselines = (perSecond: number, raw: number[], counted: Counted | undefined): Figure[] => {
  const figures: Figure[] = []
  if (raw.length > 0)
    figures.push({
      what: '… of the raw create() rate',
      value: perSecond / median(raw),
      unit: '×',
      goal: { min: 0.35 },
    })
  if (counted)
    figures.push({
      what: '… of the counter transaction',
      value: (perSecond * counted.seconds) / counted.committed,
      unit: '×',
      goal: { min: 50 },
    })
  return figures
}

/** Exact values show the worst round, times and rates the median. */
export const rushSection = (
  rushes: Rush[],
  raw: number[],
  counted: Counted | undefined,
  memory: number,
): Section => {
  const perSecond = median(rushes.map((rush) => rush.perSecond))
  const worst = (of: (rush: Rush) => number, should: number): Figure['value'] =>
    rushes.map(of).toSorted((a, b) => Math.abs(b - should) - Math.abs(a - should))[0]!
  const middle = (of: (rush: Rush) => number[], share: (values: number[]) => number) =>
    median(rushes.map((rush) => share(of(rush))))
  return {
    title: `1  Rush: ${size} people ask for ${seats} seats over HTTP, 64 in flight (worst or median of ${rushes.length} rounds)`,
    figures: [
      { what: 'confirmed', value: worst((rush) => rush.confirmed, seats), goal: { exactly: seats } },
      {
        what: 'on the waiting list',
        value: worst((rush) => rush.waitlisted, size - seats),
        goal: { exactly: size - seats },
      },
      { what: 'not in order of arrival', value: worst((rush) => rush.outOfOrder, 0), goal: { exactly: 0 } },
      { what: 'errors', value: worst((rush) => rush.errors, 0), goal: { exactly: 0 } },
      { what: 'oversold', value: worst((rush) => rush.oversold, 0), goal: { exactly: 0 } },
      {
        what: 'settled a second',
        value: perSecond,
        unit: '/s',
        note: `first POST to last settled; ${rushes.map((rush) => Math.round(rush.perSecond)).join(', ')}`,
      },
      ...againstBaselines(perSecond, raw, counted),
      { what: 'POST to settled, p50', value: middle((rush) => rush.fromPost, atHalf), unit: ms },
      {
        what: 'POST to settled, p95',
        value: middle((rush) => rush.fromPost, at95),
        unit: ms,
        goal: { below: 3000 },
      },
      {
        what: 'committed to settled, p50',
        value: middle((rush) => rush.fromCommit, atHalf),
        unit: ms,
        note: "requestedAt to settledAt, both Firestore's clock",
      },
      {
        what: 'committed to settled, p95',
        value: middle((rush) => rush.fromCommit, at95),
        unit: ms,
        goal: { below: 3000 },
      },
      { what: 'POST answered, p95', value: middle((rush) => rush.answered, at95), unit: ms },
      { what: 'commits that settled', value: median(rushes.map((rush) => rush.settles)) },
      {
        what: 'peak memory of the functions process',
        value: memory,
        unit: 'MB',
        goal: { below: 400 },
        note: 'VmHWM; all functions in one',
      },
    ],
  }
}

export const parallelSection = (run: Parallel): Section => ({
  title: `1b Settle called ${run.calls}-fold at once for one event, by modules that share no memory, in 4 processes`,
  figures: [
    { what: 'confirmed', value: run.confirmed, goal: { exactly: seats } },
    { what: 'on the waiting list', value: run.waitlisted, goal: { exactly: size - seats } },
    { what: 'not in order of arrival', value: run.outOfOrder, goal: { exactly: 0 } },
    { what: 'all calls done after', value: run.milliseconds, unit: ms },
    { what: 'gave up after ten lost commits', value: run.refused, note: 'Pub/Sub redelivers these' },
  ],
})

export const baselineSection = (raw: number[], counted: Counted): Section => ({
  title: '2  Baselines in the same run',
  figures: [
    {
      what: 'raw create(), 64 in flight',
      value: median(raw),
      unit: '/s',
      note: raw.map(Math.round).join(', '),
    },
    {
      what: 'counter transaction, 32 callers',
      value: counted.committed / counted.seconds,
      unit: '/s',
      note: `${counted.committed} in ${counted.seconds} s, ${counted.failed} failed, ${counted.attempts} attempts`,
    },
    {
      what: 'counter transaction, p95',
      value: at95(counted.latencies),
      unit: ms,
      note: 'of committed transactions',
    },
  ],
})

export const loneSection = (latencies: number[]): Section => ({
  title: `3  A lone registration, POST to confirmed on a listener (${latencies.length}, one at a time)`,
  figures: [
    { what: 'p50', value: atHalf(latencies), unit: ms, goal: { below: 150 } },
    { what: 'p95', value: at95(latencies), unit: ms },
  ],
})

/** The costs with a goal come first. */
export const billingSection = (costs: Cost[]): Section => {
  const amortised = costs.find(({ action }) => action.endsWith('in the rush'))!.cost
  return {
    title: '4  Billed by Firestore, with all follow-up work (access, activity, notices, settling)',
    figures: [
      { what: 'writes a registration in the rush', value: amortised.writes, goal: { max: 5 } },
      { what: 'reads a registration in the rush', value: amortised.reads, goal: { max: 4 } },
      ...costs.map(({ action, cost }) => ({
        what: action,
        value: cost.reads,
        unit: `reads, ${shown(cost.writes)} writes, ${shown(cost.deletes)} deletes, ${shown(cost.messages)} messages`,
      })),
    ],
  }
}
const shown = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(2))

export const loadSection = ({ bare, functions }: { bare: Load; functions: Load[] }): Section => ({
  title:
    '5  Time from an instance’s start until the framework, its server and the function’s own modules are loaded (median)',
  figures: [
    { what: 'the framework with an empty function', value: bare.everything, unit: ms },
    ...functions.map(({ name, callable, everything }) => ({
      what: name,
      value: everything,
      unit: ms,
      ...(name === 'health-get' && { goal: { max: bare.everything * 1.3 } }),
      note: `${(everything / bare.everything).toFixed(1)} × the framework; callable after ${Math.round(callable)} ms`,
    })),
  ],
})

export const pageSection = (weights: Weight[]): Section => ({
  title: '6  JavaScript a page loads, gzipped, in Chromium (kB of 1,000 bytes)',
  figures: weights.flatMap(({ page, shown, total, scripts }): Figure[] => [
    {
      what: `${page}: before its content`,
      value: shown / 1000,
      unit: 'kB',
      ...(page === 'event' && { goal: { max: 130 } }),
    },
    {
      what: `${page}: in all`,
      value: total / 1000,
      unit: 'kB',
      ...(page === 'event' && { goal: { max: 285 } }),
      note: `${scripts} scripts`,
    },
  ]),
})

export const guardSection = (guard: Guard): Section => {
  const { bare, guarded, refusedToken, refusedBody, keysFetched } = guard
  const over = (values: number[]) => atHalf(values) - atHalf(bare)
  return {
    title: `7  Guard: token check, parsing and problem mapping on a warm function (${guarded.length} calls each, one at a time)`,
    figures: [
      {
        what: 'the bare framework, p50',
        value: atHalf(bare),
        unit: ms,
        note: 'takes the same body, gives the same answer',
      },
      {
        what: 'behind the guard, p50',
        value: atHalf(guarded),
        unit: ms,
        note: 'RS256; access/{uid} from memory',
      },
      { what: '… over the bare framework, p50', value: over(guarded), unit: ms, goal: { max: 3 } },
      { what: '… over the bare framework, p95', value: at95(guarded) - at95(bare), unit: ms },
      { what: 'an expired token refused, over the bare framework, p50', value: over(refusedToken), unit: ms },
      { what: 'a wrong body refused, over the bare framework, p50', value: over(refusedBody), unit: ms },
      { what: 'times the keys were fetched over HTTP', value: keysFetched, goal: { exactly: 1 } },
    ],
  }
}

/** The guard's one read, which section 7 leaves out. */
export const accessSection = (took: number[]): Section => ({
  title: `7b Reading access/{uid} (${took.length}, one at a time)`,
  figures: [
    { what: 'p50', value: atHalf(took), unit: ms },
    { what: 'p95', value: at95(took), unit: ms },
  ],
})

export const openPagesSection = ({ roleChanges, bell }: OpenPages): Section => ({
  title: `8  Open pages in Chromium: a role given or taken (${roleChanges.length}), and the bell with 1,000 notifications`,
  figures: [
    {
      what: 'a changed role, request to the open page, p50',
      value: atHalf(roleChanges),
      unit: ms,
    },
    {
      what: 'a changed role, request to the open page, worst',
      value: Math.max(...roleChanges),
      unit: ms,
      goal: { below: 3000 },
    },
    { what: 'the bell opens, scripting', value: bell.opening, unit: ms, goal: { below: 100 } },
    { what: 'the bell gets one more, scripting', value: bell.hearing, unit: ms, goal: { below: 100 } },
  ],
})

export const verificationSection = (verified: Verified[]): Section => ({
  title: `9  A cloud account verified at the local simulators, request to answer (${verified[0]?.warm.length ?? 0} each, one at a time)`,
  figures: verified.flatMap(({ what, first, warm, bare }): Figure[] => [
    {
      what: `${what}, p50`,
      value: atHalf(warm),
      unit: ms,
      goal: { below: 1500 },
      ...(bare && {
        note: `${(atHalf(warm) / atHalf(bare.took)).toFixed(1)} × ${bare.what} alone, ${atHalf(bare.took).toFixed(1)} ms`,
      }),
    },
    { what: `${what}, worst`, value: Math.max(...warm), unit: ms },
    { what: `${what}, the first in a new process, after those above`, value: first, unit: ms },
  ]),
})

export const listingSection = (listings: Listing[]): Section => {
  const [few, many] = listings as [Listing, Listing]
  const rows = (whose: 'own' | 'everybodys', who: string): Figure[] =>
    ['first', 'second'].map((page, index) => ({
      what: `${page} page of ${who}, with ${many.accounts.toLocaleString('en-GB')} accounts`,
      value: many[whose][index]!,
      unit: 'reads',
      goal: { exactly: few[whose][index]! },
      note: `as with ${few.accounts}`,
    }))
  return {
    title: '9b Billed reads of listing cloud accounts, two a page, half of them the operator’s own',
    figures: [...rows('own', 'an operator’s own'), ...rows('everybodys', 'everybody’s, for an admin')],
  }
}
