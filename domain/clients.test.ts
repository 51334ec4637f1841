import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientUsernameOf, type EntryFacts, groupsOf, refusalOf } from './clients.ts'

const operator = { role: 'operator', suspended: false } as const
const event = { state: 'published', ownerId: 'olga', organiserIds: ['olga', 'cora'] } as const
const forum: EntryFacts = {
  uid: 'erik',
  role: 'member',
  client: { ownerId: 'otto', audience: 'event', eventId: 'e1', clusterId: null },
  ownerAccess: operator,
  event: { ...event, organiserIds: [...event.organiserIds] },
  holdsSeat: true,
  cluster: undefined,
}
const lab: EntryFacts = {
  ...forum,
  client: { ...forum.client, clusterId: 'c1' },
  ownerAccess: undefined,
  cluster: { ownerId: 'otto', live: true },
}
const cases: [string, EntryFacts, ReturnType<typeof refusalOf>][] = [
  ['a person with a seat enters', forum, null],
  ['a person without a seat does not', { ...forum, holdsSeat: false }, 'no-seat'],
  ['an admin without a seat does not', { ...forum, holdsSeat: false, role: 'admin' }, 'no-seat'],
  ['an organiser enters without a seat', { ...forum, uid: 'cora', holdsSeat: false }, null],
  ['the client’s owner enters without a seat', { ...forum, uid: 'otto', holdsSeat: false }, null],
  [
    'everybody enters a client for everybody',
    { ...forum, holdsSeat: false, client: { ...forum.client, audience: 'anyone', eventId: null } },
    null,
  ],
  [
    'nobody enters when the owner is suspended',
    { ...forum, ownerAccess: { ...operator, suspended: true } },
    'client-gone',
  ],
  [
    'nobody enters when the owner is no operator',
    { ...forum, ownerAccess: { ...operator, role: 'member' } },
    'client-gone',
  ],
  ['nobody enters when the owner has left', { ...forum, ownerAccess: undefined }, 'client-gone'],
  [
    'a seat at a hidden event does not count',
    { ...forum, event: { ...forum.event!, state: 'hidden' } },
    'event-gone',
  ],
  [
    'a seat at a deleted event does not count',
    { ...forum, event: { ...forum.event!, state: 'deleted' } },
    'event-gone',
  ],
  [
    'a seat at a cancelled event does not count',
    { ...forum, event: { ...forum.event!, state: 'cancelled' } },
    'event-gone',
  ],
  [
    'an organiser enters before the event is published',
    { ...forum, uid: 'cora', event: { ...forum.event!, state: 'draft' } },
    null,
  ],
  ['a person with a seat enters the lab', lab, null],
  ['an owner enters the lab', { ...lab, uid: 'otto', holdsSeat: false }, null],
  ['an admin enters the lab', { ...lab, role: 'admin', holdsSeat: false }, null],
  [
    'an operator who does not own the lab does not enter',
    { ...lab, role: 'operator', holdsSeat: false },
    'no-seat',
  ],
  [
    'nobody but its managers enters a lab without an event',
    { ...lab, client: { ...lab.client, eventId: null }, event: undefined, holdsSeat: false },
    'no-seat',
  ],
  ['nobody enters a destroyed lab', { ...lab, cluster: { ownerId: 'otto', live: false } }, 'client-gone'],
  ['nobody enters a lab whose cluster is missing', { ...lab, cluster: undefined }, 'client-gone'],
]

test.each(cases)('%s', (_what, facts, refusal) => {
  expect(refusalOf(facts)).toBe(refusal)
})

describe('groups', () => {
  test('name the role, the event with the seat, and the cluster', () => {
    expect(groupsOf(forum)).toEqual(['role:member', 'event:e1'])
    expect(groupsOf(lab)).toEqual(['role:member', 'event:e1', 'cluster:c1:user'])
    expect(groupsOf({ ...lab, uid: 'otto', role: 'operator', holdsSeat: false })).toEqual([
      'role:operator',
      'cluster:c1:owner',
    ])
    expect(groupsOf({ ...forum, uid: 'cora', holdsSeat: false })).toEqual([
      'role:member',
      'event:e1:organiser',
    ])
  })
})

describe('a username at a client', () => {
  const pseudonym = '3f9c01ab77aa'
  test.each([
    ['ada_l', 'ada-l-3f9c01ab'],
    ['---', 'user-3f9c01ab'],
    ['123', 'user-3f9c01ab'],
    ['0admin', 'admin-3f9c01ab'],
    ['_a-', 'a-3f9c01ab'],
    ['a'.repeat(30), `${'a'.repeat(23)}-3f9c01ab`],
  ])('%s becomes %s', (username, expected) => {
    expect(clientUsernameOf(username, pseudonym)).toBe(expected)
  })

  test('is a DNS label and never a bare name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9_-]{3,30}$/), (username) => {
        expect(clientUsernameOf(username, pseudonym)).toMatch(/^[a-z][a-z0-9-]{0,22}-3f9c01ab$/)
      }),
    )
  })
})
