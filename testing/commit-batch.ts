import type { WriteBatch, WriteResult } from '@google-cloud/firestore'
import { withCommitTimeout } from '../server/commit-deadline.ts'

/** Commits what a test prepares. The deadline of requests is too short for a machine that runs many tests at once. */
export const commitBatch = (batch: WriteBatch): Promise<WriteResult[]> =>
  withCommitTimeout(60_000, () => batch.commit())
