import type { ClusterDocument, Leftover } from '../../contract/clusters.ts'
import { runnerProgress } from '../../contract/runner.ts'
import { type RunDocument, type RunResource, type RunStage, runDocument } from '../../contract/runs.ts'
import { isOver, type RunEvent } from '../../domain/runs.ts'
import { applyEvent } from '../../server/clusters/apply-event.ts'
import { over, sessionFor } from '../../server/clusters/attempt.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Lines that become a part of the log together; what is newer lies in the run itself, where a page hears it. */
const part = 200
/** A word of a silent runner is written down this often. In milliseconds. */
const heartbeat = 25_000

const keyOf = ({ stage, address }: RunResource) => `${stage} ${address}`
const merged = (before: readonly RunResource[], news: readonly RunResource[]): RunResource[] => {
  const known = new Map(before.map((one) => [keyOf(one), one]))
  for (const one of news) known.set(keyOf(one), { ...known.get(keyOf(one)), ...one })
  return [...known.values()]
}
const changes = (resources: readonly RunResource[]) =>
  resources.filter(({ action }) => action !== 'read' && action !== 'no-op')

/** In the order in which parts are read: by their names. */
const partName = (number: number) => String(number).padStart(6, '0')

type Outputs = { urls?: Record<string, string>; endpoint?: string; certificate_authority?: string }
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What the stages and outputs of a run that has succeeded say of its cluster. */
const outcomeOf = (
  cluster: ClusterDocument,
  run: RunDocument,
  stages: readonly RunStage[],
  outputs: Record<string, unknown>,
  now: string,
) => {
  const { urls, endpoint, certificate_authority } = outputs as Outputs
  const services = run.change?.services ?? cluster.services
  const apps = stages.find(({ name }) => name === 'apps')
  const links = services.map((service) => ({
    service,
    ...(text(urls?.[service]) && { url: urls![service] }),
  }))
  return {
    withoutServices: apps?.state === 'skipped' ? (apps.reason ?? '') : undefined,
    links,
    ...(links.some(({ url }) => url) && { linksDueAt: now }),
    ...(text(endpoint) && { endpoint: text(endpoint)! }),
    ...(text(certificate_authority) && { certificateAuthority: text(certificate_authority)! }),
  }
}

const inventoryOf = (left: Leftover[] | undefined) =>
  left === undefined ? 'unknown' : left.length === 0 ? 'empty' : 'left'

/**
 * Takes what a runner tells: at most one document is written for it (two where a part of the log is complete), and what comes twice, late or
 * from an earlier attempt changes nothing. The answer says whether somebody wants it to stop.
 */
export default endpoint(runnerProgress, async ({ body, now, commit }) => {
  const { clusterId, runId, attempt, sequence, finished, planned, stale } = body
  const outcome = await retryOnConflict(async () => {
    const { cluster, run } = await sessionFor(body)
    const { run: before } = run
    // The last word is asked for again when its answer is lost.
    if (isOver(before.state)) {
      if (finished && sequence <= before.sequence) return { cancel: false }
      throw over()
    }
    const cancel = before.state === 'canceling'
    const silent =
      body.lines.length + body.resources.length + body.stages.length === 0 && !planned && !stale && !finished
    if (sequence <= before.sequence) return { cancel }
    if (silent && before.heardAt && Date.parse(now) - Date.parse(before.heardAt) < heartbeat)
      return { cancel }

    const batch = db.batch()
    const resources = merged(before.resources, body.resources)
    const counted = changes(resources)
    const lines = [...before.tail, ...body.lines]
    const complete = lines.length >= part || (finished && lines.length > 0)
    if (complete)
      batch.set(documents.logParts(clusterId, runId).doc(partName(before.parts)), {
        at: now,
        text: lines.join('\n'),
      })
    const news: Partial<RunDocument> = {
      sequence,
      heardAt: now,
      ...(body.resources.length > 0 && {
        resources,
        total: counted.length,
        done: counted.filter(({ state }) => state === 'done').length,
      }),
      ...(body.stages.length > 0 && {
        stages: [
          ...before.stages.filter(({ name }) => !body.stages.some((one) => one.name === name)),
          ...body.stages,
        ],
      }),
      ...(body.lines.length > 0 || complete ? { tail: complete ? [] : lines } : {}),
      ...(complete && { parts: before.parts + 1 }),
      ...(finished?.failure && { failure: finished.failure }),
    }
    const event: RunEvent | undefined = finished
      ? { type: 'finished', attempt, outcome: finished.outcome }
      : stale
        ? { type: 'stale', attempt }
        : planned
          ? { type: 'planned', attempt, changes: planned.changes }
          : undefined
    if (!event) {
      batch.update(documents.run(clusterId, runId), toFields(runDocument, news), {
        lastUpdateTime: run.readAt,
      })
      await batch.commit()
      return { cancel }
    }
    const left = finished?.left
    const succeeded = finished?.outcome === 'succeeded'
    const applied = applyEvent(batch, cluster, run, event, now, {
      runPatch: news,
      inventory: inventoryOf(left),
      clusterPatch: {
        ...(succeeded &&
          before.command !== 'check-drift' &&
          before.command !== 'destroy' &&
          outcomeOf(cluster.cluster, before, news.stages ?? before.stages, finished.outputs, now)),
        ...(finished?.drift && { drift: { changed: finished.drift.slice(0, 200), at: now } }),
        ...(left && { inventory: { left: left.slice(0, 200), regions: finished.regions ?? [], at: now } }),
      },
    })
    // A plan that comes while somebody cancels is no news any more.
    if (!applied) {
      batch.update(documents.run(clusterId, runId), toFields(runDocument, news), {
        lastUpdateTime: run.readAt,
      })
      await batch.commit()
      return { cancel: true }
    }
    await commit(batch, `clusters/${clusterId}`, {
      by: 'system',
      details: { run: runId, state: applied.run.state },
    })
    return { cancel: applied.run.state === 'canceling', start: applied.start }
  })
  if ('start' in outcome && outcome.start) await publish('cluster-run', outcome.start.runId, outcome.start)
  return json(200, { cancel: outcome.cancel })
})
