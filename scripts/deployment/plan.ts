import type { Artifacts } from './artifacts.ts'
import type { Change, Phase, Resource, Session } from './resource.ts'
import { firebaseResources } from './resources/firebase.ts'
import { firestoreResources } from './resources/firestore.ts'
import { functionResources, removedFunctions } from './resources/functions.ts'
import {
  gatewayConfiguration,
  gatewayImage,
  gatewayImageName,
  gatewayResources,
} from './resources/gateway.ts'
import { webAppRelease } from './resources/hosting.ts'
import { imageResource } from './resources/images.ts'
import { monitoringResources } from './resources/monitoring.ts'
import { projectResources } from './resources/project.ts'
import { subscriptionResources, topicResources } from './resources/pubsub.ts'
import { releaseRecord } from './resources/record.ts'
import { runnerResources } from './resources/runners.ts'
import { imageScan } from './resources/scans.ts'
import { storageResources } from './resources/storage.ts'
import type { Target } from './target.ts'

/** What needs an owner of the project, in order. */
export const onceResources = (target: Target): Resource[] => [
  ...projectResources(target),
  ...storageResources(target),
  ...firestoreResources(target, 'once'),
  ...firebaseResources(target),
]

/**
 * What each release does, in order: Google's verdict on openapi.yaml, rules and topics before the code that relies on them, all images and their
 * scans before any of them serves, functions before those who call them, runners and web app last. A canary ends after the functions.
 */
export const releaseResources = (target: Target, artifacts: Artifacts): Resource[] => [
  ...gatewayConfiguration(target, artifacts),
  ...firestoreResources(target, 'release'),
  ...topicResources(target),
  ...artifacts.images.map((image) => imageResource(target, image.name, 'images', () => image)),
  gatewayImage(target),
  ...(target.environment.imageScans
    ? [...artifacts.images.map(({ name }) => name), gatewayImageName].map((name) => imageScan(target, name))
    : []),
  ...functionResources(target),
  ...(target.canaryPercent < 100
    ? []
    : [
        ...subscriptionResources(target),
        ...gatewayResources(target),
        ...runnerResources(target),
        ...monitoringResources(target),
        webAppRelease(target, artifacts),
        removedFunctions(target),
        releaseRecord(target),
      ]),
]

/** Cloud Run and Cloud Build have quotas by the minute; more calls at a time would only wait. */
const maxParallel = 6

/** Runs work for all items, some at a time. The first failure ends it, once what has begun has ended. */
export const inParallel = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const waiting = [...items]
  let hasFailed = false
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined && !hasFailed; next = waiting.shift())
      await work(next).catch((error: unknown) => {
        hasFailed = true
        throw error
      })
  }
  const results = await Promise.allSettled(Array.from({ length: maxParallel }, worker))
  const failure = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined
  if (failure) throw failure.reason
}

/** Neighbours with the same group. */
export const groupsOf = (resources: readonly Resource[]): Resource[][] => {
  const groups: Resource[][] = []
  for (const resource of resources) {
    const last = groups.at(-1)
    if (last && last[0]?.group === resource.group) last.push(resource)
    else groups.push([resource])
  }
  return groups
}

export type Step = { readonly resource: Resource; readonly change: Change | undefined }

/** Compares without changing anything. */
export const readPlan = async (resources: readonly Resource[], session: Session): Promise<Step[]> => {
  const changes = new Map<string, Change | undefined>()
  // In groups, because some facts come from earlier ones.
  for (const group of groupsOf(resources))
    await inParallel(group, async (resource) => {
      changes.set(resource.id, await resource.compare(session))
    })
  return resources.map((resource) => ({ resource, change: changes.get(resource.id) }))
}

/** Only a person can do this step. */
export class PersonNeeded extends Error {}

/**
 * Brings about what differs, group by group. It can stop anywhere: the next run compares and goes on.
 *
 * @param allowed the phases that this account may change
 * @param onChange is called before a change
 * @returns the number of changes
 * @throws PersonNeeded at a step that only a person can do
 */
export const carryOut = async (
  resources: readonly Resource[],
  session: Session,
  allowed: readonly Phase[],
  onChange: (resource: Resource, change: Change) => void = () => {},
): Promise<number> => {
  let changes = 0
  for (const group of groupsOf(resources))
    await inParallel(group, async (resource) => {
      const change = await resource.compare(session)
      if (!change) return
      if (change.verb === 'person') throw new PersonNeeded(`${resource.id}: ${change.details.join(' ')}`)
      if (!allowed.includes(resource.phase))
        throw new PersonNeeded(`${resource.id} needs an owner of the project: npm run deploy -- --yes`)
      onChange(resource, change)
      await resource.apply(session, change)
      changes++
    })
  return changes
}

/** Takes everything away that can come back, the last first. @returns what stays, with the reason */
export const removeAll = async (
  resources: readonly Resource[],
  session: Session,
  onRemove: (resource: Resource) => void = () => {},
): Promise<string[]> => {
  const stays: string[] = []
  for (const group of groupsOf(resources).reverse())
    await inParallel(group, async (resource) => {
      const { remove } = resource
      if (typeof remove !== 'function') {
        stays.push(`${resource.id}: ${remove.stays}`)
        return
      }
      onRemove(resource)
      await remove(session)
    })
  return stays
}
