import type * as z from 'zod'
import { type ClusterDocument, type Leftover, serviceForward } from '../../contract/clusters.ts'
import { runnerProgress } from '../../contract/runner.ts'
import { type RunDocument, type RunResource, type RunStage, runDocument } from '../../contract/runs.ts'
import type { ClusterPatch } from '../../domain/cluster-life.ts'
import { usualSeconds } from '../../domain/run-durations.ts'
import type { NextAttempt } from '../../domain/run-events.ts'
import { isOver, type RunEvent } from '../../domain/runs.ts'
import { applyEvent } from '../../server/clusters/apply-event.ts'
import { requireSession, runOverProblem } from '../../server/clusters/attempt.ts'
import { fitResources, splitLog } from '../../server/clusters/log-parts.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import type { Log } from '../../server/log.ts'
import { publish } from '../../server/publish.ts'
import { retryOnConflict } from '../../server/retry-on-conflict.ts'
import { endpoint } from '../endpoint.ts'
import type { Commit } from '../record-activity.ts'
import { json } from '../reply.ts'

/**
 * An empty report is stored at most this often. It comes every 5 s, so a runner with nothing to say is heard every 10 s, which costs six
 * writes a minute for each run at work. The sweep checks a run after 20 s (server/clusters/lost-runs.ts).
 */
const heartbeatMs = 8_000
/** A cluster stores at most this many changed or left resources. */
const maxStored = 200

type Report = z.output<typeof runnerProgress.body>
type Reply = { cancel: boolean; start?: NextAttempt | undefined }

const keyOf = ({ stage, address }: RunResource) => `${stage} ${address}`
const mergeResources = (stored: readonly RunResource[], news: readonly RunResource[]): RunResource[] => {
  const known = new Map(stored.map((resource) => [keyOf(resource), resource]))
  for (const resource of news) known.set(keyOf(resource), { ...known.get(keyOf(resource)), ...resource })
  return [...known.values()]
}
const mergeStages = (stored: readonly RunStage[], news: readonly RunStage[]): RunStage[] => [
  ...stored.filter(({ name }) => !news.some((stage) => stage.name === name)),
  ...news,
]
const changingResources = (resources: readonly RunResource[]) =>
  resources.filter(({ action }) => action !== 'read' && action !== 'no-op')

/** Parts are read in the order of their names. */
const partName = (number: number) => String(number).padStart(6, '0')

const eventOf = ({ attempt, finished, stale, planned }: Report): RunEvent | undefined => {
  if (finished) return { type: 'finished', attempt, outcome: finished.outcome }
  if (stale) return { type: 'stale', attempt }
  return planned && { type: 'planned', attempt, changes: planned.changes }
}

const isEmpty = (report: Report): boolean =>
  report.lines.length + report.resources.length + report.stages.length === 0 && !eventOf(report)

type StoredReport = {
  runPatch: Partial<RunDocument>
  /** The lines of each complete log part. */
  parts: string[][]
}

/** Merges a report into its run. */
const mergeReport = (run: RunDocument, report: Report, now: string): StoredReport => {
  const { sequence, finished } = report
  const resources = mergeResources(run.resources, report.resources)
  const changing = changingResources(resources)
  const { parts, tail } = splitLog([...run.tail, ...report.lines], finished !== undefined)
  const runPatch = {
    sequence,
    heardAt: now,
    ...(report.resources.length > 0 && {
      resources: fitResources(resources),
      total: changing.length,
      done: changing.filter(({ state }) => state === 'done').length,
    }),
    ...(report.stages.length > 0 && { stages: mergeStages(run.stages, report.stages) }),
    ...((report.lines.length > 0 || parts.length > 0) && { tail, parts: run.parts + parts.length }),
    ...(finished?.failure && { failure: finished.failure }),
  }
  return { runPatch, parts }
}

type Outputs = {
  forwards?: Record<string, unknown>
  urls?: Record<string, unknown>
  endpoint?: string
  certificate_authority?: string
}
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The change of a cluster by the stages and outputs of a run that built or updated it. */
const patchFromOutputs = (
  cluster: ClusterDocument,
  run: Pick<RunDocument, 'change' | 'stages'>,
  outputs: Record<string, unknown>,
  now: string,
): ClusterPatch => {
  const { forwards, urls, endpoint, certificate_authority } = outputs as Outputs
  const services = run.change?.services ?? cluster.services
  const apps = run.stages.find(({ name }) => name === 'apps')
  const links = services.map((service) => {
    const forward = serviceForward.safeParse(forwards?.[service]).data
    const url = text(urls?.[service])
    return { service, ...(forward && { forward }), ...(url && { url }) }
  })
  return {
    withoutServices: apps?.state === 'skipped' ? (apps.reason ?? '') : undefined,
    links,
    ...(links.some(({ url }) => url) && { linksDueAt: now }),
    ...(text(endpoint) && { endpoint: text(endpoint)! }),
    ...(text(certificate_authority) && { certificateAuthority: text(certificate_authority)! }),
  }
}

const builds = ({ command }: Pick<RunDocument, 'command'>): boolean =>
  command === 'create' || command === 'update'

/** The change of a cluster by the end of its run. */
const patchFromEnd = (
  cluster: ClusterDocument,
  run: RunDocument,
  finished: Report['finished'],
  now: string,
): ClusterPatch => {
  if (!finished) return {}
  const { outcome, outputs, drift, left, regions } = finished
  return {
    ...(outcome === 'succeeded' && builds(run) && patchFromOutputs(cluster, run, outputs, now)),
    ...(drift && { drift: { changed: drift.slice(0, maxStored), at: now } }),
    ...(left && { inventory: { left: left.slice(0, maxStored), regions: regions ?? [], at: now } }),
  }
}

const inventoryOf = (left: Leftover[] | undefined) =>
  left === undefined ? 'unknown' : left.length === 0 ? 'empty' : 'left'

/** Logs how long a new cluster took, in relation to the usual time. The objective for clusters is measured by this line. */
const logReady = (
  log: Log,
  clusterId: string,
  { platform }: ClusterDocument,
  run: RunDocument,
  now: string,
) => {
  const seconds = (Date.parse(now) - Date.parse(run.startedAt ?? run.createdAt)) / 1000
  const ratio = seconds / usualSeconds(platform, run.command)
  log('INFO', 'A cluster is ready.', { cluster: clusterId, platform, seconds, ratio })
}

/** Stores a report once. @returns the reply, and the attempt to start next */
const storeReport = async (report: Report, now: string, commit: Commit, log: Log): Promise<Reply> => {
  const { clusterId, runId, sequence, finished } = report
  const { cluster, run: read } = await requireSession(report)
  const { run } = read
  // The runner repeats its last report when the reply is lost.
  if (isOver(run.state)) {
    if (finished && sequence <= run.sequence) return { cancel: false }
    throw runOverProblem()
  }
  const cancel = run.state === 'canceling'
  if (sequence <= run.sequence) return { cancel }
  if (isEmpty(report) && run.heardAt && Date.parse(now) - Date.parse(run.heardAt) < heartbeatMs)
    return { cancel }

  const batch = db.batch()
  const { runPatch, parts } = mergeReport(run, report, now)
  for (const [index, lines] of parts.entries())
    batch.set(documents.logParts(clusterId, runId).doc(partName(run.parts + index)), {
      at: now,
      text: lines.join('\n'),
    })
  const event = eventOf(report)
  const applied =
    event &&
    applyEvent(batch, cluster, read, event, now, {
      runPatch,
      inventory: inventoryOf(finished?.left),
      clusterPatch: patchFromEnd(cluster.cluster, { ...run, ...runPatch }, finished, now),
    })
  if (!applied) {
    batch.update(documents.run(clusterId, runId), toFields(runDocument, runPatch), {
      lastUpdateTime: read.readAt,
    })
    await batch.commit()
    // An event that changes nothing is the plan of a run that was canceled while it planned.
    return { cancel: cancel || event !== undefined }
  }
  await commit(batch, `clusters/${clusterId}`, {
    by: 'system',
    details: { run: runId, state: applied.run.state },
  })
  if (finished?.outcome === 'succeeded' && run.command === 'create')
    logReady(log, clusterId, cluster.cluster, run, now)
  return { cancel: applied.run.state === 'canceling', start: applied.start }
}

/**
 * Stores the report of a runner in one document, and in one more for each part of the log that is complete. A report that comes twice, late or from an
 * earlier attempt changes nothing. The reply says whether the run is canceled.
 */
export default endpoint(runnerProgress, async ({ body, now, commit, log }) => {
  const { cancel, start } = await retryOnConflict(() => storeReport(body, now, commit, log))
  if (start) await publish('cluster-run', start.runId, start)
  return json(200, { cancel })
})
