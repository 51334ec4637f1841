import { expect, test } from 'vitest'
import { maxEventsOf, type Quotas } from './quotas.ts'

const quotas: Quotas = {
  events: 100,
  drafts: 100,
  cloudAccounts: 50,
  sandboxClusters: 20,
  newAccount: { days: 7, events: 5 },
}
const created = '2031-01-01T00:00:00.000Z'

test.each([
  ['a member has few events in the first week', 'member', '2031-01-07T23:59:59.000Z', 5],
  ['a member has all events after it', 'member', '2031-01-08T00:00:00.000Z', 100],
  ['an operator has all events at once', 'operator', '2031-01-01T00:00:01.000Z', 100],
  ['an admin has all events at once', 'admin', '2031-01-01T00:00:01.000Z', 100],
] as const)('%s', (_, role, now, events) =>
  expect(maxEventsOf(quotas, { createdAt: created, role }, now)).toBe(events),
)

test('a new account never has more events than an old one', () =>
  expect(
    maxEventsOf({ ...quotas, events: 2 }, { createdAt: created, role: 'member' }, '2031-01-02T00:00:00.000Z'),
  ).toBe(2))
