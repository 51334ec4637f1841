import { runState } from '../../contract/runs.ts'
import type { ClusterTrouble, SystemStatus } from '../../contract/system.ts'
import { isAtWork } from '../../domain/runs.ts'
import { documents, Timestamp } from '../documents.ts'
import { readableData, readableDocs } from '../readable.ts'

type TroubledCluster = SystemStatus['clusters'][number]

const minuteMs = 60_000
/** The API stores that a runner lives every 10 s, and the sweep ends a silent run after ten minutes. */
const silentAfterMs = 3 * minuteMs
/** The sweep destroys a cluster within a minute of its end; a destroy takes about twenty. */
const pastEndAfterMs = 30 * minuteMs
const maxRead = 50

const toTrouble = async (
  clusterId: string,
  trouble: ClusterTrouble,
  since: string,
): Promise<TroubledCluster[]> => {
  const cluster = readableData(await documents.cluster(clusterId).get())
  return cluster ? [{ clusterId, name: cluster.name, ownerId: cluster.ownerId, trouble, since }] : []
}

/** Runs at work that do not report. */
const findSilent = async (now: string): Promise<TroubledCluster[]> => {
  const atWork = await documents
    .runsGroup()
    .where('state', 'in', runState.options.filter(isAtWork))
    .limit(maxRead)
    .get()
  const silent = readableDocs(atWork.docs)
    .map(({ data }) => data)
    .map(({ clusterId, heardAt, createdAt }) => ({ clusterId, since: heardAt ?? createdAt }))
    .filter(({ since }) => Date.parse(now) - Date.parse(since) > silentAfterMs)
  return (
    await Promise.all(silent.map(({ clusterId, since }) => toTrouble(clusterId, 'silent', since)))
  ).flat()
}

/** Live clusters whose end is over. */
const findPastEnd = async (now: string): Promise<TroubledCluster[]> => {
  const past = await documents
    .clusters()
    .where('live', '==', true)
    .where('endsAt', '<=', Timestamp.fromMillis(Date.parse(now) - pastEndAfterMs))
    .limit(maxRead)
    .get()
  return readableDocs(past.docs).map(({ snapshot, data: { name, ownerId, endsAt } }) => {
    return { clusterId: snapshot.id, name, ownerId, trouble: 'past-end', since: endsAt! }
  })
}

/** Clusters whose last run was a destroy that failed. They may still cost money. */
const findUndestroyed = async (): Promise<TroubledCluster[]> => {
  const failed = await documents
    .clusters()
    .where('live', '==', true)
    .where('state', '==', 'failed')
    .limit(maxRead)
    .get()
  const troubled = await Promise.all(
    readableDocs(failed.docs).map(async ({ snapshot, data }): Promise<TroubledCluster[]> => {
      const { name, ownerId, runId, updatedAt, busy } = data
      const run = readableData(await documents.run(snapshot.id, runId).get())
      if (busy || run?.command !== 'destroy') return []
      const since = run.endedAt ?? updatedAt
      return [{ clusterId: snapshot.id, name, ownerId, trouble: 'destroy-failed', since }]
    }),
  )
  return troubled.flat()
}

/** The clusters that need a person, the oldest trouble first. A cluster is listed once, under the first of its troubles. */
export const findTroubledClusters = async (now: string): Promise<TroubledCluster[]> => {
  const [undestroyed, pastEnd, silent] = await Promise.all([
    findUndestroyed(),
    findPastEnd(now),
    findSilent(now),
  ])
  const byId = new Map<string, TroubledCluster>()
  for (const troubled of [...undestroyed, ...pastEnd, ...silent])
    if (!byId.has(troubled.clusterId)) byId.set(troubled.clusterId, troubled)
  return [...byId.values()].sort((a, b) => (a.since < b.since ? -1 : 1))
}
