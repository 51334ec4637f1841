/** How much one person may have at the same time. server/config.ts has the values. */
export type Quotas = {
  /** Published events that have not begun. */
  readonly events: number
  readonly drafts: number
  readonly cloudAccounts: number
  readonly sandboxClusters: number
  /** A younger account may have fewer published events, so that a flood of new accounts reaches few people. */
  readonly newAccount: { readonly days: number; readonly events: number }
}

const dayMs = 24 * 3600_000

/** How many published events a person may have now. @param createdAt of the person's account */
export const maxEventsOf = (
  { events, newAccount }: Quotas,
  person: { createdAt: string; role: 'member' | 'operator' | 'admin' },
  now: string,
): number => {
  const isNew = Date.parse(now) - Date.parse(person.createdAt) < newAccount.days * dayMs
  return isNew && person.role === 'member' ? Math.min(events, newAccount.events) : events
}
