import type { Clusters } from './clusters.ts'
import { type AtOnce, clustersAtOnce } from './clusters-at-once.ts'
import { median, percentile } from './figures.ts'
import type { Section } from './sections.ts'

const seconds = (milliseconds: number[]) => milliseconds.map((ms) => (ms / 1000).toFixed(1)).join(', ')

export const clustersSection = (measured: Clusters | string): Section => {
  const title = '10 A cluster on the simulated AWS, by Labseat and by hand in turns'
  if (typeof measured === 'string') return { title: `${title}: not measured, ${measured}`, figures: [] }
  const { hand, built } = measured
  const heardAfter = built.flatMap((run) => run.heardAfter)
  const worst = (of: (run: Clusters['built'][number]) => number) => Math.max(...built.map(of))
  const took = built.map((run) => run.took)
  return {
    title: `${title} (${built[0]?.resources} resources, median of ${built.length} each, the worst of what has to stay small)`,
    figures: [
      {
        what: 'terraform init, plan -out and apply by hand',
        value: median(hand) / 1000,
        unit: 's',
        note: seconds(hand),
      },
      { what: 'click to ready', value: median(took) / 1000, unit: 's', note: seconds(took) },
      { what: '… of by hand', value: median(took) / median(hand), unit: '×', goal: { max: 1.15 } },
      {
        what: 'Terraform’s report to a browser’s listener, p50',
        value: percentile(heardAfter, 0.5),
        unit: 'ms',
        note: `${heardAfter.length} changes of a resource`,
      },
      {
        what: 'Terraform’s report to a browser’s listener, p95',
        value: percentile(heardAfter, 0.95),
        unit: 'ms',
        goal: { below: 1500 },
      },
      {
        what: 'writes of a runner, a second',
        value: worst(({ posts, ran }) => posts / (ran / 1000)),
        unit: 'writes',
        goal: { max: 1 },
        note: `${built.map(({ posts }) => posts).join(', ')} in ${seconds(built.map(({ ran }) => ran))} s`,
      },
      {
        what: 'Firestore writes, click to ready, with everything that follows',
        value: worst(({ tally }) => tally.writes),
        goal: { below: 60 },
        note: `and ${worst(({ tally }) => tally.reads)} reads`,
      },
      {
        what: 'peak memory of the runner, without Terraform',
        value: worst(({ memory }) => memory),
        unit: 'MB',
        goal: { below: 150 },
        note: 'VmHWM',
      },
    ],
  }
}

export const atOnceSection = (measured: AtOnce | string): Section => {
  const title = `11 ${clustersAtOnce} sandbox clusters asked for at once, a runner and a Terraform each`
  if (typeof measured === 'string') return { title: `${title}: not measured, ${measured}`, figures: [] }
  return {
    title,
    figures: [
      { what: 'ready', value: measured.ready, goal: { exactly: clustersAtOnce } },
      { what: 'lost or failed', value: measured.lost, goal: { exactly: 0 } },
      { what: 'first POST to the last one ready', value: measured.seconds, unit: 's' },
      {
        what: 'peak memory of all runners with their Terraform',
        value: measured.memory,
        unit: 'MB',
        note: `shared pages once; at most ${measured.maxRunners} runners at work`,
      },
    ],
  }
}
