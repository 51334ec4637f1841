import { findDifferences } from '../differences.ts'
import { isAbsent, type Json } from '../google.ts'
import { create, type Resource, type Session, unchanged } from '../resource.ts'
import { deploymentBucket, type Target } from '../target.ts'
import { rolledOutConfig, rollOut } from './gateway.ts'
import { newestRelease, releaseVersion } from './hosting.ts'
import { jobsPath } from './runners.ts'
import { pinTo, servicesPath, servingRevision } from './services.ts'

/** What serves after a release. Roll-back leads to the state of an earlier record. */
type Release = {
  /** Revisions by the name of the service. */
  services: Record<string, string>
  /** Images by the name of the job. */
  jobs: Record<string, string>
  webVersion: string
  gatewayConfig: string
}

const listOrNone = (session: Session, path: string, field: string): Promise<Json[]> =>
  session.google.list(path, field).catch((error: unknown) => {
    if (isAbsent(error)) return []
    throw error
  })

const nameOf = ({ name }: Json): string => name.split('/').at(-1)

const readServing = async (session: Session, target: Target): Promise<Release> => {
  const services = await listOrNone(session, `${servicesPath(target)}?pageSize=100`, 'services')
  const jobs = await listOrNone(session, `${jobsPath(target)}?pageSize=100`, 'jobs')
  const ours = (all: Json[]) => all.filter(({ labels }) => labels?.labseat)
  return {
    services: Object.fromEntries(
      ours(services).map((service) => [nameOf(service), servingRevision(service) ?? '']),
    ),
    jobs: Object.fromEntries(
      ours(jobs).map((job) => [nameOf(job), job.template.template.containers[0].image]),
    ),
    webVersion: (await newestRelease(session, target))?.version?.name ?? '',
    gatewayConfig: (await rolledOutConfig(session, target)) ?? '',
  }
}

const objects = (target: Target) => `storage.googleapis.com/storage/v1/b/${deploymentBucket(target)}/o`
const prefix = 'releases/'

/** Names of the records, the newest first. A name is a time. */
const listRecords = async (session: Session, target: Target): Promise<string[]> =>
  (await listOrNone(session, `${objects(target)}?prefix=${prefix}`, 'items'))
    .map(({ name }): string => name)
    .sort()
    .reverse()
const readRecord = (session: Session, target: Target, name: string): Promise<Release> =>
  session.google.call('GET', `${objects(target)}/${encodeURIComponent(name)}?alt=media`)

const isSame = (release: Release, other: Release) =>
  findDifferences(release, other).length === 0 && findDifferences(other, release).length === 0

/** The last step of a release: it writes down what serves now. */
export const releaseRecord = (target: Target): Resource => ({
  id: 'record of the release',
  phase: 'release',
  group: 'record',
  compare: async (session) => {
    if (target.canaryPercent < 100) return unchanged
    const [newest] = await listRecords(session, target)
    if (!newest) return create()
    return isSame(await readRecord(session, target, newest), await readServing(session, target))
      ? unchanged
      : create()
  },
  apply: async (session) => {
    const name = `${prefix}${new Date().toISOString()}.json`
    const path = `storage.googleapis.com/upload/storage/v1/b/${deploymentBucket(target)}/o`
    await session.google.call(
      'POST',
      `${path}?uploadType=media&name=${encodeURIComponent(name)}`,
      await readServing(session, target),
    )
  },
  remove: { stays: 'it is in the bucket of deployments' },
})

const restoreServices = async (session: Session, target: Target, goal: Release, serving: Release) => {
  const restored: string[] = []
  for (const [name, revision] of Object.entries(goal.services)) {
    if (serving.services[name] === undefined || serving.services[name] === revision) continue
    await session.google.run('PATCH', `${servicesPath(target)}/${name}?updateMask=traffic`, {
      traffic: [pinTo(revision)],
    })
    restored.push(`${name} → ${revision}`)
  }
  return restored
}

const restoreJobs = async (session: Session, target: Target, goal: Release, serving: Release) => {
  const restored: string[] = []
  for (const [name, image] of Object.entries(goal.jobs)) {
    if (serving.jobs[name] === undefined || serving.jobs[name] === image) continue
    const path = `${jobsPath(target)}/${name}`
    const job = await session.google.call('GET', path)
    job.template.template.containers[0].image = image
    await session.google.run('PATCH', path, { labels: job.labels, template: job.template })
    restored.push(`${name} → ${image.split('@')[1]?.slice(0, 19)}`)
  }
  return restored
}

/** The newest record that differs from what serves, and the newer records, which a roll-back withdraws. */
const findGoal = async (session: Session, target: Target, serving: Release) => {
  const withdrawn: string[] = []
  for (const name of await listRecords(session, target)) {
    const release = await readRecord(session, target, name)
    if (!isSame(release, serving)) return { name, release, withdrawn }
    withdrawn.push(name)
  }
  return undefined
}

/**
 * Gives all requests back to the revisions of the release before, in the reverse order of a deployment. A half-finished deployment goes back
 * to the last complete release. Data, rules, indexes, topics and accounts stay as they are, and a function that the release deleted stays
 * deleted.
 *
 * @returns what changed
 * @throws if there is no earlier release
 */
export const rollBack = async (session: Session, target: Target): Promise<string[]> => {
  const serving = await readServing(session, target)
  const goal = await findGoal(session, target, serving)
  if (!goal) throw new Error('There is no earlier release to go back to.')
  const { release, withdrawn } = goal
  const changed: string[] = []
  if (release.webVersion && release.webVersion !== serving.webVersion) {
    await releaseVersion(session, target, release.webVersion)
    changed.push(`web app → ${release.webVersion.split('/').at(-1)}`)
  }
  changed.push(...(await restoreServices(session, target, release, serving)))
  changed.push(...(await restoreJobs(session, target, release, serving)))
  if (release.gatewayConfig && release.gatewayConfig !== serving.gatewayConfig) {
    await rollOut(session, target, release.gatewayConfig)
    changed.push(`gateway configuration → ${release.gatewayConfig}`)
  }
  // Last, so that a roll-back that was interrupted finds the same goal.
  for (const name of withdrawn)
    await session.google.call('DELETE', `${objects(target)}/${encodeURIComponent(name)}`)
  return changed
}
