import { percentile } from './figures.ts'
import { cockpitSize, crowdSize, type Labs, realCrowdSize } from './labs.ts'
import type { Section } from './sections.ts'

const seconds = (milliseconds: readonly number[]) =>
  milliseconds.map((ms) => (ms / 1000).toFixed(1)).join(', ')

export const labsSection = (measured: Labs | string): Section => {
  const title = '12 Opening a place in a lab, at a real JupyterHub and at one without processes'
  if (typeof measured === 'string') return { title: `${title}: not measured, ${measured}`, figures: [] }
  const { byLabseat, byHand, real, fake, hands } = measured
  const [ours, theirs] = [percentile(byLabseat, 0.5), percentile(byHand, 0.5)]
  return {
    title: `${title} (${byLabseat.length} each, in turns)`,
    figures: [
      {
        what: 'the hub alone, request to a server that runs, p50',
        value: theirs / 1000,
        unit: 's',
        note: seconds(byHand),
      },
      {
        what: 'click to a server that runs on the person’s page, p50',
        value: ours / 1000,
        unit: 's',
        goal: { below: 6 },
        note: seconds(byLabseat),
      },
      { what: '… p95', value: percentile(byLabseat, 0.95) / 1000, unit: 's', goal: { below: 10 } },
      { what: '… of the hub alone', value: ours / theirs, unit: '×', goal: { max: 1.2 } },
      { what: `${realCrowdSize} people at once: failed`, value: real.failed, goal: { exactly: 0 } },
      { what: '… until the last one runs', value: real.took / 1000, unit: 's' },
      {
        what: `${crowdSize} people at once, without processes: failed`,
        value: fake.failed,
        goal: { exactly: 0 },
      },
      { what: '… until the last one runs', value: fake.took / 1000, unit: 's', goal: { below: 60 } },
      { what: '… writes a person', value: fake.tally.writes / crowdSize, goal: { max: 3 } },
      {
        what: '… reads a person',
        value: fake.tally.reads / crowdSize,
        goal: { max: 4 },
        note: 'the click and the start of the server',
      },
      {
        what: `a hand to a cockpit of ${cockpitSize} people, p95`,
        value: percentile(hands.took, 0.95),
        unit: 'ms',
        goal: { below: 1000 },
      },
      {
        what: '… documents that a cockpit reads for it',
        value: Math.max(...hands.changes),
        goal: { exactly: 1 },
      },
    ],
  }
}
