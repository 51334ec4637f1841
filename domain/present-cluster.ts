import type { Cluster, StoredCluster } from '../contract/clusters.ts'
import { packedFields } from '../contract/packed.ts'
import { attributeLimits, type Run, type RunDocument, type RunResource } from '../contract/runs.ts'
import { toCluster } from './cluster-life.ts'

/** The API form of a stored cluster. */
export const presentCluster = (id: string, stored: StoredCluster): Cluster => {
  const {
    endTold: _endTold,
    linksDueAt: _linksDueAt,
    driftDueAt: _driftDueAt,
    ...cluster
  } = toCluster(stored)
  return { ...cluster, id }
}

type PackedField = (typeof packedFields.run)[number]
/** clusters/{clusterId}/runs/{runId} as Firestore stores it. */
export type PackedRun = Omit<RunDocument, PackedField> & Record<PackedField, string>

/** Reads a run as a page receives it from Firestore. */
export const unpackRun = (stored: PackedRun): RunDocument => ({
  ...stored,
  ...(Object.fromEntries(packedFields.run.map((name) => [name, JSON.parse(stored[name])])) as Pick<
    RunDocument,
    PackedField
  >),
})

/** The API form of a stored run. */
export const presentRun = (
  id: string,
  {
    before: _before,
    sequence: _sequence,
    parts: _parts,
    heardAt: _heardAt,
    execution: _execution,
    ...run
  }: RunDocument,
): Run => ({ ...run, id })

/** A resource without its attributes, which only says how many there are. */
export const hideAttributes = ({
  attributes,
  hiddenAttributes = 0,
  ...resource
}: RunResource): RunResource => {
  const hidden = Math.min(hiddenAttributes + (attributes?.length ?? 0), attributeLimits.hidden)
  return { ...resource, ...(hidden > 0 && { hiddenAttributes: hidden }) }
}

/** The API form of a run in a list. */
export const presentListedRun = (id: string, run: RunDocument): Run =>
  presentRun(id, { ...run, resources: run.resources.map(hideAttributes) })
