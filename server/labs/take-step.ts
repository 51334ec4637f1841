import type { WriteBatch } from '@google-cloud/firestore'
import type { StoredLab } from '../../contract/labs.ts'
import type { NotificationContent } from '../../contract/notifications.ts'
import { applyLabEvent, type LabEvent, type LabStep, labTimes, nextLook } from '../../domain/labs.ts'
import { receiptOf, withoutAccount } from '../../domain/present-lab.ts'
import { endOf } from '../../domain/prices.ts'
import type { NextAttempt } from '../../domain/run-events.ts'
import { beginRun, updateCluster } from '../clusters/apply-event.ts'
import { destroyCluster } from '../clusters/destroy-cluster.ts'
import { documents } from '../documents.ts'
import { queueMail } from '../notify/mail-queue.ts'
import { addNotice } from '../notify/notice.ts'
import { labNotice } from '../notify/notice-content.ts'
import { type ReadLabFacts, updateLab } from './lab.ts'
import { addLabCost } from './lab-cost.ts'

type LabPatch = { [K in keyof StoredLab]?: StoredLab[K] | undefined }

/** Adds a notice to the organisers of the event and to the operator whose account pays, with its e-mail. */
export const notifyOrganisers = (
  batch: WriteBatch,
  { lab, event }: ReadLabFacts,
  noticeId: string,
  content: NotificationContent,
  now: string,
  /** Of the operator, if it differs. */
  operatorContent = content,
): void => {
  const people = new Set([...(event?.organiserIds ?? []), lab.ownerId])
  const items = [...people].map((uid) =>
    addNotice(batch, uid, noticeId, uid === lab.ownerId ? operatorContent : content, now),
  )
  queueMail(batch, documents.mails().doc().id, { kind: 'notices', items }, now)
}

/** A notice for an event of a lab, with an id that is the same in every repetition. */
const addNoticeFor = (batch: WriteBatch, read: ReadLabFacts, labEvent: LabEvent, now: string): void => {
  const { eventId, lab, event, cluster } = read
  if (!event) return
  const about = { id: eventId, ...event }
  if (labEvent.type === 'cluster-ready') {
    const content = labNotice('lab-ready', about, { at: labTimes(event, lab).endsAt })
    notifyOrganisers(batch, read, `lab-ready_${eventId}_${cluster!.cluster.runId}`, content, now)
  }
  if (labEvent.type === 'cluster-failed' || labEvent.type === 'cannot-build') {
    const reason = labEvent.type === 'cannot-build' ? labEvent.reason : 'build'
    const failure = { reason, detail: labEvent.detail }
    const shown = lab.offerId === undefined ? failure : withoutAccount({ ...lab, failure })!
    const contentOf = ({ detail }: { detail: string }) => labNotice('lab-failed', about, { reason: detail })
    const id = `lab-failed_${eventId}_${cluster?.cluster.runId ?? Date.parse(now)}`
    notifyOrganisers(batch, read, id, contentOf(shown), now, contentOf(failure))
  }
}

/** A notice when a larger part of the budget is spent. */
const addBudgetNotice = (
  batch: WriteBatch,
  read: ReadLabFacts,
  { budgetTold, overBudgetAt }: Extract<LabStep, { do: 'report-budget' }>,
  now: string,
): void => {
  const { eventId, lab, event } = read
  if (!event || budgetTold <= (lab.budgetTold ?? 0)) return
  const kind = overBudgetAt ? 'lab-over-budget' : 'lab-budget-low'
  const labAfter = { ...lab, overBudgetAt }
  const content = labNotice(kind, { id: eventId, ...event }, { at: labTimes(event, labAfter).endsAt })
  notifyOrganisers(batch, read, `${kind}_${eventId}_${Date.parse(now)}`, content, now)
}

/** The change of a lab by an event. */
const addEvent = (batch: WriteBatch, read: ReadLabFacts, event: LabEvent, now: string): LabPatch => {
  const life = applyLabEvent(read.lab, event)
  if (!life) return {}
  addNoticeFor(batch, read, event, now)
  const receipt =
    event.type === 'cluster-gone' && read.cluster && receiptOf(read.cluster.id, read.cluster.cluster)
  if (receipt) addLabCost(batch, read, receipt)
  return {
    ...life,
    ...(event.type === 'cluster-gone' && { scaledTo: undefined }),
    ...(receipt && { receipt, spentBefore: (read.lab.spentBefore ?? 0) + (receipt.cost?.amount ?? 0) }),
  }
}

/** What a step adds to the commit besides the change of the lab. */
type Added = { patch: LabPatch; start?: NextAttempt }

const addStep = async (batch: WriteBatch, read: ReadLabFacts, step: LabStep, now: string): Promise<Added> => {
  const { lab, cluster } = read
  switch (step.do) {
    case 'wait':
    case 'create':
      return { patch: {} }
    case 'record':
      return { patch: addEvent(batch, read, step.event, now) }
    case 'retry': {
      const { runId } = beginRun(batch, cluster!, { command: 'create', by: lab.ownerId, now })
      const start = { clusterId: cluster!.id, runId, attempt: 1 }
      return { patch: addEvent(batch, read, step.event, now), start }
    }
    case 'move-end': {
      const { expiresAt } = step
      const endsAt = endOf({ ...cluster!.cluster, expiresAt }, cluster!.cluster.cost.hourly)
      updateCluster(batch, cluster!, { expiresAt, endsAt, endTold: false, updatedAt: now })
      return { patch: {} }
    }
    case 'scale': {
      const change = { nodes: step.nodes }
      const { runId } = beginRun(batch, cluster!, { command: 'update', by: lab.ownerId, now, change })
      const start = { clusterId: cluster!.id, runId, attempt: 1 }
      return { patch: { scaledTo: step.nodes.max }, start }
    }
    case 'report-budget': {
      const { budgetTold, overBudgetAt } = step
      addBudgetNotice(batch, read, step, now)
      return { patch: { budgetTold, overBudgetAt } }
    }
    case 'end': {
      const patch = {
        ...addEvent(batch, read, { type: 'end' }, now),
        ...(step.forGood && { endWanted: true }),
      }
      if (!step.withCluster) return { patch }
      const { start } = await destroyCluster(batch, cluster!, { by: lab.ownerId, now })
      return { patch, ...(start && { start }) }
    }
  }
}

/**
 * Adds a step of a lab to a batch: the change of the lab and of its cluster, and the notices. All are in one commit, so a crash leaves the
 * lab before the step or after it.
 *
 * @param change is written with the step
 * @returns the lab after the commit, the attempt to start then, and whether the batch changes anything
 */
export const takeStep = async (
  batch: WriteBatch,
  read: ReadLabFacts,
  step: LabStep,
  now: string,
  change: LabPatch = {},
) => {
  const { patch, start } = await addStep(batch, read, step, now)
  const changed = { ...change, ...patch }
  const lab = { ...read.lab, ...changed } as ReadLabFacts['lab']
  const dueAt = step.do === 'create' ? now : nextLook({ lab, event: read.event, now })
  // A lab at work stays due, and the sweep looks at it every minute without a write.
  const staysDue = dueAt === now && read.lab.dueAt !== null && read.lab.dueAt <= now
  const changes = step.do === 'move-end' || Object.keys(changed).length > 0
  if (changes || !staysDue)
    updateLab(batch, read, {
      ...changed,
      ...(!staysDue && { dueAt }),
      ...(changes && { updatedAt: now }),
    })
  return { lab, start, writes: changes || !staysDue }
}
