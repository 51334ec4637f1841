import type { Platform } from '../contract/cloud-credentials.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { fieldProblem } from '../contract/validation.ts'

/** A minor version and the last days of its support, as dates in UTC. */
export type KubernetesVersion = { version: string; standardEnd: string; extendedEnd: string }

const row = (version: string, standardEnd: string, extendedEnd: string): KubernetesVersion => ({
  version,
  standardEnd,
  extendedEnd,
})

/** https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html#kubernetes-release-calendar */
const eks = [
  row('1.36', '2027-08-02', '2028-08-02'),
  row('1.35', '2027-03-27', '2028-03-27'),
  row('1.34', '2026-12-02', '2027-12-02'),
  row('1.33', '2026-07-29', '2027-07-29'),
  row('1.32', '2026-03-23', '2027-03-23'),
  row('1.31', '2025-11-26', '2026-11-26'),
]

/**
 * The calendar names months: a version ends on the last day of its month. Extended support is AKS's long-term support.
 * https://learn.microsoft.com/azure/aks/supported-kubernetes-versions, and https://github.com/Azure/AKS/releases/tag/2026-10-25 for 1.37.
 */
const aks = [
  row('1.37', '2027-10-31', '2028-10-31'),
  row('1.36', '2027-06-30', '2028-06-30'),
  row('1.35', '2027-03-31', '2028-03-31'),
  row('1.34', '2026-11-30', '2027-11-30'),
  row('1.33', '2026-07-31', '2027-07-31'),
  row('1.32', '2026-03-31', '2027-03-31'),
  row('1.31', '2025-11-01', '2026-11-30'),
]

/**
 * Extended support ends 24 months after a version came to the Regular channel: https://cloud.google.com/kubernetes-engine/versioning.
 * https://cloud.google.com/kubernetes-engine/docs/release-schedule
 */
const gke = [
  row('1.36', '2027-08-09', '2028-06-09'),
  row('1.35', '2027-04-11', '2028-02-11'),
  row('1.34', '2026-10-01', '2027-09-30'),
  row('1.33', '2026-08-03', '2027-06-03'),
  row('1.32', '2026-04-11', '2027-02-11'),
  row('1.31', '2026-01-16', '2026-10-25'),
]

/** The day on which the calendars were read. */
export const calendarsDate = '2026-11-28'

/** The platforms' published calendars, newest version first. The sandbox offers what EKS offers. */
const calendars: Record<Platform, readonly KubernetesVersion[]> = {
  aws: eks,
  azure: aks,
  gcp: gke,
  sandbox: eks,
}

const noticeDays = 60
const dayMs = 24 * 3600_000
export const minorOf = (version: string): number => Number(version.split('.')[1])
const dayOf = (now: string): string => now.slice(0, 10)

/** The last day of standard support; undefined for a version that the calendar lacks. */
export const standardEndOf = (platform: Platform, version: string): string | undefined =>
  calendars[platform].find((known) => known.version === version)?.standardEnd

/** The versions that a new cluster may have, newest first. An outdated calendar offers its newest version only. */
export const offeredVersions = (platform: Platform, now: string): readonly KubernetesVersion[] => {
  const calendar = calendars[platform]
  const supported = calendar.filter(({ standardEnd }) => standardEnd >= dayOf(now))
  return supported.length > 0 ? supported : calendar.slice(0, 1)
}

/** The version of a cluster whose input names none: the newest in standard support. */
export const defaultVersion = (platform: Platform, now: string): string =>
  offeredVersions(platform, now)[0]!.version

type Offered = readonly { version: string }[] | undefined

/**
 * A new cluster has a version in standard support: clusters/PLATFORM buys no extended support.
 * @param fromCloud what the cloud offers; undefined if it was not asked, so that the calendar decides
 */
export const newVersionProblems = (
  platform: Platform,
  version: string,
  now: string,
  fromCloud?: Offered,
): FieldProblem[] => {
  const offered = (fromCloud ?? offeredVersions(platform, now)).map((known) => known.version)
  return offered.includes(version)
    ? []
    : [fieldProblem('kubernetesVersion', 'kubernetesOffered', { versions: offered.join(', ') })]
}

/**
 * The version that an upgrade may go to: the next minor version, if the platform still supports it.
 * @param fromCloud what the cloud offers, which may be newer than the calendar
 */
export const nextVersion = (
  platform: Platform,
  version: string,
  now: string,
  fromCloud?: Offered,
): string | undefined => {
  const supported = calendars[platform].filter(({ extendedEnd }) => extendedEnd >= dayOf(now))
  return [...(fromCloud ?? []), ...supported].find((next) => minorOf(next.version) === minorOf(version) + 1)
    ?.version
}

/**
 * A control plane goes up one minor version at a time, and never down: https://kubernetes.io/releases/version-skew-policy/.
 * The version of the cluster itself is no problem, so that a form may send it with other changes.
 */
export const upgradeProblems = (
  platform: Platform,
  { from, to }: { from: string; to: string },
  now: string,
  fromCloud?: Offered,
): FieldProblem[] => {
  if (to === from) return []
  if (minorOf(to) < minorOf(from)) return [fieldProblem('kubernetesVersion', 'kubernetesDowngrade')]
  const next = nextVersion(platform, from, now, fromCloud)
  if (to === next) return []
  return [
    next
      ? fieldProblem('kubernetesVersion', 'kubernetesStep', { from, next })
      : fieldProblem('kubernetesVersion', 'kubernetesNewest', { from }),
  ]
}

/**
 * What ends within 60 days, or has ended, for a version; undefined while there is time, or for a version whose end is not known.
 * @param standardEnd as the cloud gives it; by default as the calendar has it
 */
export const endingSupport = (
  platform: Platform,
  version: string,
  now: string,
  standardEnd = standardEndOf(platform, version),
): { standardEnd: string; isOver: boolean } | undefined => {
  if (!standardEnd || Date.parse(standardEnd) - Date.parse(now) > noticeDays * dayMs) return undefined
  return { standardEnd, isOver: standardEnd < dayOf(now) }
}
