import { dollarsPer100000, limits, measured } from './limits.ts'

/** Assumptions about how people use Labseat. Nobody has measured them yet: change them to match the real use. */
export const use = {
  registrationsPerPersonPerMonth: 1,
  /** Event pages, lists and notifications, in billed reads. */
  otherReadsPerPersonPerMonth: 60,
  /** Share of a day's registrations in its busiest hour. */
  busiestHourShare: 0.2,
  /** The busiest minute against the mean of its hour. */
  busiestMinuteFactor: 3,
  /** Activity records of one registration: the request, and its share of the settling. */
  activityPerRegistration: 1.1,
} as const

export type Size = {
  people: number
  registrationsPerDay: number
  /** In the busiest minute. */
  registrationsPerSecond: number
  writesPerSecond: number
  readsPerSecond: number
  firestoreDollarsPerMonth: number
  /** The limit with the highest use in the busiest minute, and the share of it that is used. */
  firstLimit: { name: string; share: number }
}

const highest = (shares: Record<string, number>): { name: string; share: number } => {
  const [name, share] = Object.entries(shares).toSorted(([, a], [, b]) => b - a)[0]!
  return { name, share }
}

/** The load of a number of people, without a rush on one event. @param people registered people */
export const sizeOf = (people: number): Size => {
  const registrationsPerMonth = people * use.registrationsPerPersonPerMonth
  const registrationsPerDay = registrationsPerMonth / 30
  const registrationsPerSecond =
    ((registrationsPerDay * use.busiestHourShare) / 3600) * use.busiestMinuteFactor
  const readsPerMonth =
    registrationsPerMonth * measured.readsPerRegistration + people * use.otherReadsPerPersonPerMonth
  const writesPerMonth = registrationsPerMonth * measured.writesPerRegistration
  return {
    people,
    registrationsPerDay,
    registrationsPerSecond,
    writesPerSecond: registrationsPerSecond * measured.writesPerRegistration,
    readsPerSecond: (registrationsPerSecond * readsPerMonth) / registrationsPerMonth,
    firestoreDollarsPerMonth:
      (readsPerMonth * dollarsPer100000.reads + writesPerMonth * dollarsPer100000.writes) / 100_000,
    firstLimit: highest({
      'activity by time':
        (registrationsPerSecond * use.activityPerRegistration) / limits.sequentialWritesPerSecond,
      'registrations by time': registrationsPerSecond / limits.sequentialWritesPerSecond,
      'CPUs of a new project':
        registrationsPerSecond / (limits.cpusPerRegion * limits.requestsPerCpuPerSecond),
    }),
  }
}
