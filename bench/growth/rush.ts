import { median } from '../figures.ts'
import { limits } from './limits.ts'

const stepSeconds = 0.1
const maxPlaces = 1009

/** A stage of a registration. Each period, up to `perPeriod` of the people who wait in it move on. */
type Stage = { name: string; periodSeconds: number; perPeriod: number }
const rateOf = ({ periodSeconds, perPeriod }: Stage): number => perPeriod / periodSeconds
const steady = (name: string, perSecond: number): Stage => ({
  name,
  periodSeconds: stepSeconds,
  perPeriod: perSecond * stepSeconds,
})

export type RushInput = {
  people: number
  /** The people arrive evenly in this time. */
  arrivalSeconds: number
  stages: readonly Stage[]
}

export type RushResult = {
  people: number
  /** The slowest stage, if people wait for one. */
  firstLimit: string | undefined
  /** From the click to the answer of the API, the longest time. */
  answeredSeconds: number
  /** From the click to the seat. */
  medianSeconds: number
  longestSeconds: number
}

/** The stages until the API answers, and the settling after it. */
export const stagesOf = ({
  cpus,
  settlingsPerSecond,
}: {
  cpus: number
  settlingsPerSecond: number
}): Stage[] => [
  steady('CPUs', cpus * limits.requestsPerCpuPerSecond),
  steady('registrations by time', limits.sequentialWritesPerSecond),
  {
    name: 'writes to the event',
    periodSeconds: 1 / settlingsPerSecond,
    perPeriod: limits.registrationsPerSettling,
  },
]

/** The second at which the person of a place in the order of arrival passes: the first step whose count reaches the place. */
const passedAt = (counts: readonly number[], place: number): number =>
  (counts.findIndex((count) => count >= place - 1e-6) + 1) * stepSeconds

/**
 * Simulates a rush as a chain of queues in steps of 100 ms. People keep their order. The result is the same in every run.
 *
 * @throws RangeError if a stage lets nobody pass
 */
export const simulateRush = ({ people, arrivalSeconds, stages }: RushInput): RushResult => {
  if (stages.some((stage) => !(rateOf(stage) > 0))) throw new RangeError('Each stage needs a rate above 0.')
  const arrivalsPerSecond = people / arrivalSeconds
  /** How many people have passed each stage after each step. */
  const passed: number[][] = stages.map(() => [])
  for (let step = 1; (passed.at(-1)!.at(-1) ?? 0) < people - 1e-6; step++) {
    let input = Math.min(people, arrivalsPerSecond * step * stepSeconds)
    for (const [index, { periodSeconds, perPeriod }] of stages.entries()) {
      const soFar = passed[index]!.at(-1) ?? 0
      const isDue = step % Math.round(periodSeconds / stepSeconds) === 0
      input = isDue ? Math.min(input, soFar + perPeriod) : soFar
      passed[index]!.push(input)
    }
  }
  /** Evenly spread places in the order of arrival, and the last one. */
  const count = Math.min(people, maxPlaces)
  const places = Array.from({ length: count }, (_, index) => Math.ceil(((index + 1) * people) / count))
  const waitsFor = (counts: readonly number[]) =>
    places.map((place) => Math.max(stepSeconds, passedAt(counts, place) - place / arrivalsPerSecond))
  const seatWaits = waitsFor(passed.at(-1)!)
  const slowest = stages.toSorted((a, b) => rateOf(a) - rateOf(b))[0]!
  return {
    people,
    firstLimit: rateOf(slowest) < arrivalsPerSecond ? slowest.name : undefined,
    answeredSeconds: Math.max(...waitsFor(passed.at(-2)!)),
    medianSeconds: median(seatWaits),
    longestSeconds: Math.max(...seatWaits),
  }
}
