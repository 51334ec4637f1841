import type { ClusterInput } from '../../contract/clusters.ts'
import type { LabDocument, LabFailure, LabRehearsal } from '../../contract/labs.ts'
import { isInGoodStanding } from '../../domain/clients.ts'
import type { ExistingEvent } from '../../domain/events.ts'
import {
  applyLabEvent,
  labClusterName,
  labNodes,
  labTimes,
  nextLabStep,
  seatsIn,
  servicesOf,
} from '../../domain/labs.ts'
import { type Actor, may } from '../../domain/roles.ts'
import { readOffer } from '../account-offers/offer.ts'
import { commitWithActivity } from '../activity.ts'
import { createCluster } from '../clusters/create-cluster.ts'
import { db, documents } from '../documents.ts'
import { Problem } from '../problem.ts'
import { readDocument } from '../read-document.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { factsOf, readLabFacts, updateLab } from './lab.ts'
import { takeStep } from './take-step.ts'

type Settings = Pick<
  LabDocument,
  'accountId' | 'region' | 'stateBucket' | 'zone' | 'template' | 'platform' | 'memoryGb' | 'cores'
> & { rehearsal?: LabRehearsal | undefined }

/** The cluster of a lab. @param expiresAt left out while only the other fields are checked */
export const clusterInputOf = (
  eventId: string,
  event: Pick<ExistingEvent, 'title' | 'capacity'>,
  settings: Settings,
  expiresAt?: string,
): ClusterInput => {
  const { accountId, region, stateBucket, zone, template, platform } = settings
  return {
    accountId,
    region,
    ...(stateBucket && { stateBucket }),
    ...(zone && platform !== 'sandbox' && { domain: { zone } }),
    name: labClusterName(event.title),
    services: [...servicesOf[template]],
    approval: 'automatic',
    nodes: labNodes(platform, settings, seatsIn(settings, event)).nodes,
    ...(expiresAt && { expiresAt }),
    eventId,
  }
}

/** The lab was built, moved or removed since this build began. */
class NotDue extends Error {}

/** @returns undefined unless the lab is due now */
const readDue = async (eventId: string, now: string) => {
  const read = await readLabFacts(eventId)
  if (!read?.event || nextLabStep(factsOf(read, now)).do !== 'create') return undefined
  return { ...read, event: read.event }
}

const fail = (eventId: string, reason: LabFailure, detail: string, now: string): Promise<void> =>
  retryOnConflict(async () => {
    const read = await readDue(eventId, now)
    if (!read) return
    const batch = db.batch()
    const event = { type: 'cannot-build', reason, detail } as const
    await takeStep(batch, read, { do: 'record', event }, now)
    await commitWithActivity(batch, {
      id: `labs-build_${eventId}_${read.readAt.toMillis()}`,
      action: 'labs-build',
      thing: `labs/${eventId}`,
      at: now,
      details: { state: 'failed', reason },
    })
  })

/** The operator whose account pays, unless they may no longer build clusters. */
export const readPayer = async (uid: string): Promise<Actor | undefined> => {
  const access = (await readDocument(documents.access(uid))).data()
  if (!isInGoodStanding(access)) return undefined
  const actor = { uid, role: access.role }
  return may(actor, 'clusters-create') ? actor : undefined
}

/** The fields of the cluster that did not fit, as one sentence for organisers. */
const detailOf = ({ message, fields }: Problem): string =>
  fields ? fields.map(({ path, message }) => `${path}: ${message}`).join(' ') : message

/**
 * Builds the lab of an event whose time has come, with the checks of a cluster that a person creates. The cluster and the lab's new state are
 * one commit, so a redelivery or a second delivery finds that the lab is no longer due.
 *
 * @throws Problem `unavailable` while the cloud does not respond; the sweep requests the build again
 */
export const buildLab = async (eventId: string, now: string): Promise<void> => {
  const due = await readDue(eventId, now)
  if (!due) return
  const owner = await readPayer(due.lab.ownerId)
  if (!owner) {
    const detail =
      'The person who attached the lab may no longer build clusters. Another operator has to attach it.'
    return fail(eventId, 'owner', detail, now)
  }
  const { offerId } = due.lab
  if (offerId !== undefined && !(await readOffer(offerId))) {
    const detail = 'The operator no longer offers the account of the lab. Attach the lab in another account.'
    return fail(eventId, 'owner', detail, now)
  }
  const input = clusterInputOf(eventId, due.event, due.lab, labTimes(due.event, due.lab).endsAt)
  try {
    const isOwnEvent = offerId === undefined
    await createCluster(input, { caller: owner, now, isOwnEvent }, async (batch, { id, cluster }) => {
      const read = await readDue(eventId, now)
      const life = read && applyLabEvent(read.lab, { type: 'build', clusterId: id })
      if (!life) throw new NotDue()
      updateLab(batch, read, { ...life, updatedAt: now })
      await commitWithActivity(batch, {
        id: `labs-build_${eventId}_${id}`,
        action: 'labs-build',
        thing: `labs/${eventId}`,
        at: now,
        details: { cluster: id, platform: cluster.platform },
      })
    })
  } catch (error) {
    if (error instanceof NotDue) return
    if (!(error instanceof Problem) || error.code === 'unavailable') throw error
    await fail(eventId, 'refused', detailOf(error), now)
  }
}
