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

/** Lines of a log part. Newer lines stay in the run document, which a page follows. */
const maxTailLines = 200
/** An empty report is stored at most this often. */
const heartbeatMs = 25_000

const keyOf = ({ stage, address }: RunResource) => `${stage} ${address}`
const mergeResources = (stored: readonly RunResource[], news: readonly RunResource[]): RunResource[] => {
  const known = new Map(stored.map((resource) => [keyOf(resource), resource]))
  for (const resource of news) known.set(keyOf(resource), { ...known.get(keyOf(resource)), ...resource })
  return [...known.values()]
}
const changes = (resources: readonly RunResource[]) =>
  resources.filter(({ action }) => action !== 'read' && action !== 'no-op')

/** Parts are read in the order of their names. */
const partName = (number: number) => String(number).padStart(6, '0')

type Outputs = { urls?: Record<string, string>; endpoint?: string; certificate_authority?: string }
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The change of a cluster by the stages and outputs of a run that succeeded. */
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
 * Stores the report of a runner in at most one document, or two when a part of the log is complete. A report that comes twice, late or from an
 * earlier attempt changes nothing. The reply says whether the run is canceled.
 */
export default endpoint(runnerProgress, async ({ body, now, commit }) => {
  const { clusterId, runId, attempt, sequence, finished, planned, stale } = body
  const outcome = await retryOnConflict(async () => {
    const { cluster, run } = await sessionFor(body)
    const { run: runBefore } = run
    // The runner repeats its last report when the reply is lost.
    if (isOver(runBefore.state)) {
      if (finished && sequence <= runBefore.sequence) return { cancel: false }
      throw over()
    }
    const cancel = runBefore.state === 'canceling'
    const silent =
      body.lines.length + body.resources.length + body.stages.length === 0 && !planned && !stale && !finished
    if (sequence <= runBefore.sequence) return { cancel }
    if (silent && runBefore.heardAt && Date.parse(now) - Date.parse(runBefore.heardAt) < heartbeatMs)
      return { cancel }

    const batch = db.batch()
    const resources = mergeResources(runBefore.resources, body.resources)
    const counted = changes(resources)
    const lines = [...runBefore.tail, ...body.lines]
    const complete = lines.length >= maxTailLines || (finished && lines.length > 0)
    if (complete)
      batch.set(documents.logParts(clusterId, runId).doc(partName(runBefore.parts)), {
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
          ...runBefore.stages.filter(({ name }) => !body.stages.some((stage) => stage.name === name)),
          ...body.stages,
        ],
      }),
      ...(body.lines.length > 0 || complete ? { tail: complete ? [] : lines } : {}),
      ...(complete && { parts: runBefore.parts + 1 }),
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
          runBefore.command !== 'check-drift' &&
          runBefore.command !== 'destroy' &&
          outcomeOf(cluster.cluster, runBefore, news.stages ?? runBefore.stages, finished.outputs, now)),
        ...(finished?.drift && { drift: { changed: finished.drift.slice(0, 200), at: now } }),
        ...(left && { inventory: { left: left.slice(0, 200), regions: finished.regions ?? [], at: now } }),
      },
    })
    // The run was canceled while it planned, so its plan changes nothing.
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
