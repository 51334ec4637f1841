import type { ChoreContext } from '../chore.ts'
import { documents, Timestamp } from '../documents.ts'
import { publish } from '../publish.ts'

/** Publishes a message for each cloud account whose daily check is due. */
export const publishDueChecks = async ({ now, maxItems }: ChoreContext): Promise<number> => {
  const due = await documents
    .cloudAccounts()
    .where('disabled', '==', false)
    .where('nextCheckAt', '<=', Timestamp.fromDate(new Date(now)))
    .limit(maxItems)
    .get()
  await Promise.all(due.docs.map(({ id }) => publish('cloud-account-due', id, { accountId: id })))
  return due.size
}
