import type { ClusterDocument } from '../../contract/clusters.ts'
import type { RunDocument } from '../../contract/runs.ts'
import { documents } from '../../server/documents.ts'

/** Reads the run of the change that ended halfway. @returns undefined if there is none */
export const readFailedChange = async (
  clusterId: string,
  { failedChange }: Pick<ClusterDocument, 'failedChange'>,
): Promise<RunDocument | undefined> =>
  failedChange ? (await documents.run(clusterId, failedChange).get()).data() : undefined
