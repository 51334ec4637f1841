import { describe, expect, test } from 'vitest'
import { operations } from '../contract/index.ts'
import type { Role } from '../contract/people.ts'
import { type Action, grants, isAction, may, type Standing, standingsOf } from './roles.ts'

const olga = 'olga'
const workshop = { ownerId: 'olga', organiserIds: ['olga', 'cora'] }

type Who = 'signed out' | Role | Standing
const people: Record<Exclude<Who, 'signed out'>, [role: Role, to: Standing[]]> = {
  member: ['member', []],
  operator: ['operator', []],
  admin: ['admin', []],
  self: ['member', ['self']],
  organiser: ['member', ['organiser']],
  owner: ['member', ['owner', 'organiser']],
}

/** A second copy of the table in roles.ts, so that a change by accident fails. ✓ may, · may not. */
const expected: Record<Action, string> = {
  //                        out  member operator admin self organiser owner
  'events-create': '         ·    ✓      ✓        ✓     ✓    ✓         ✓',
  'events-read-draft': '     ·    ·      ·        ✓     ·    ✓         ✓',
  'events-read-hidden': '    ·    ·      ·        ✓     ·    ·         ·',
  'events-read-url': '       ·    ·      ·        ✓     ·    ✓         ✓',
  'events-update': '         ·    ·      ·        ✓     ·    ✓         ✓',
  'events-publish': '        ·    ·      ·        ✓     ·    ✓         ✓',
  'events-cancel': '         ·    ·      ·        ✓     ·    ✓         ✓',
  'events-delete': '         ·    ·      ·        ✓     ·    ✓         ✓',
  'events-message': '        ·    ·      ·        ✓     ·    ✓         ✓',
  'registrations-request': ' ·    ✓      ✓        ✓     ✓    ✓         ✓',
  'registrations-get': '     ·    ·      ·        ✓     ✓    ✓         ✓',
  'registrations-cancel': '  ·    ·      ·        ✓     ✓    ✓         ✓',
  'registrations-list': '    ·    ·      ·        ✓     ·    ✓         ✓',
  'labs-remove': '           ·    ·      ·        ✓     ·    ✓         ✓',
  'labs-extend': '           ·    ·      ·        ✓     ·    ✓         ✓',
  'labs-update': '           ·    ·      ✓        ✓     ·    ·         ·',
  'labs-rehearse': '         ·    ·      ·        ✓     ·    ✓         ✓',
  'labs-end-rehearsal': '    ·    ·      ·        ✓     ·    ✓         ✓',
  'labs-read': '             ·    ·      ·        ✓     ·    ✓         ✓',
  'lab-places-manage': '     ·    ·      ·        ✓     ·    ✓         ✓',
  'lab-places-read': '       ·    ·      ·        ✓     ✓    ✓         ✓',
  'reviews-create': '        ·    ✓      ✓        ✓     ✓    ✓         ✓',
  'reviews-delete': '        ·    ·      ·        ✓     ✓    ·         ·',
  'people-read': '           ·    ·      ·        ✓     ✓    ·         ·',
  'access-read': '           ·    ·      ·        ·     ✓    ·         ·',
  'notifications-read': '    ·    ·      ·        ·     ✓    ·         ·',
  'users-list': '            ·    ·      ·        ✓     ·    ·         ·',
  'users-set-role': '        ·    ·      ·        ✓     ·    ·         ·',
  'users-suspend': '         ·    ·      ·        ✓     ·    ·         ·',
  'reports-create': '       ·    ✓      ✓        ✓     ✓    ✓         ✓',
  'reports-list': '         ·    ·      ·        ✓     ·    ·         ·',
  'reports-hide': '         ·    ·      ·        ✓     ·    ·         ·',
  'reports-restore': '      ·    ·      ·        ✓     ·    ·         ·',
  'reports-dismiss': '      ·    ·      ·        ✓     ·    ·         ·',
  'activity-list': '         ·    ·      ·        ✓     ·    ·         ·',
  'system-get': '            ·    ·      ·        ✓     ·    ·         ·',
  'dead-letters-list': '     ·    ·      ·        ✓     ·    ·         ·',
  'dead-letters-replay': '   ·    ·      ·        ✓     ·    ·         ·',
  'dead-letters-discard': '  ·    ·      ·        ✓     ·    ·         ·',
  'cloud-trust-get': '         ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-create': '   ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-list': '     ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-get': '      ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-update': '   ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-verify': '   ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-rotate': '   ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-delete': '   ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-buckets': '  ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-zones': '    ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-create-bucket': ' ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-objects': '  ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-accounts-offerings': '  ·    ·      ✓        ✓     ·    ·         ·',
  'account-offers-create': ' ·    ·      ✓        ✓     ·    ·         ·',
  'account-offers-list': '   ·    ·      ✓        ✓     ·    ·         ·',
  'account-offers-update': ' ·    ·      ✓        ✓     ·    ·         ·',
  'account-offers-withdraw': ' ·    ·      ✓        ✓     ·    ·         ·',
  'lab-costs-list': '        ·    ·      ✓        ✓     ·    ·         ·',
  'cloud-account-manage': '  ·    ·      ·        ✓     ·    ·         ✓',
  'cloud-account-use': '     ·    ·      ·        ·     ·    ·         ✓',
  'clusters-create': '         ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-list': '           ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-estimate': '       ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-get': '            ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-update': '         ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-delete': '         ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-cancel': '         ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-retry': '          ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-undo-change': '    ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-unlock': '         ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-forget': '         ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-extend': '         ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-check-drift': '    ·    ·      ✓        ✓     ·    ·         ·',
  'clusters-kubeconfig': '     ·    ·      ✓        ✓     ·    ·         ·',
  'runs-list': '               ·    ·      ✓        ✓     ·    ·         ·',
  'runs-get': '                ·    ·      ✓        ✓     ·    ·         ·',
  'runs-log': '                ·    ·      ✓        ✓     ·    ·         ·',
  'clients-create': '          ·    ·      ✓        ✓     ·    ·         ·',
  'clients-list': '            ·    ·      ✓        ✓     ·    ·         ·',
  'clients-get': '             ·    ·      ✓        ✓     ·    ·         ·',
  'clients-update': '          ·    ·      ✓        ✓     ·    ·         ·',
  'clients-rotate': '          ·    ·      ✓        ✓     ·    ·         ·',
  'clients-delete': '          ·    ·      ✓        ✓     ·    ·         ·',
  'client-manage': '           ·    ·      ·        ✓     ·    ·         ✓',
  'runs-approve': '            ·    ·      ✓        ✓     ·    ·         ·',
  'runs-discard': '            ·    ·      ✓        ✓     ·    ·         ·',
  'cluster-manage': '        ·    ·      ·        ✓     ·    ·         ✓',
}
const columns: readonly Who[] = ['signed out', 'member', 'operator', 'admin', 'self', 'organiser', 'owner']

test('the table of this test has every action', () =>
  expect(Object.keys(expected).sort()).toEqual(Object.keys(grants).sort()))

describe.each(Object.entries(expected) as [Action, string][])('%s', (action, row) => {
  const marks = row.trim().split(/\s+/)
  test.each(columns.map((who, index) => [who, marks[index] === '✓'] as const))('%s: %s', (who, allowed) => {
    if (who === 'signed out') return expect(may(undefined, action, ['owner', 'self'])).toBe(false)
    const [role, to] = people[who]
    expect(may({ uid: olga, role }, action, to)).toBe(allowed)
  })
})

test('the table in roles.ts has every operation with the access “role”', () => {
  for (const { id, access } of operations) if (access === 'role') expect(isAction(id), id).toBe(true)
  expect(isAction('toString')).toBe(false)
})

describe('a person’s standings at an event and a registration in it', () => {
  test.each<[string, string, Parameters<typeof standingsOf>[1], Standing[]]>([
    ['the owner is an organiser too', 'olga', workshop, ['owner', 'organiser']],
    ['a co-organiser', 'cora', workshop, ['organiser']],
    ['a stranger', 'sam', workshop, []],
    ['a person who registered', 'erik', { ...workshop, userId: 'erik' }, ['self']],
    ['an owner who registered', 'olga', { ...workshop, userId: 'olga' }, ['self', 'owner', 'organiser']],
    ['a stranger to an event that does not exist', 'sam', { userId: 'erik' }, []],
    ['a stranger without a resource', 'sam', {}, []],
    ['an empty uid', '', { organiserIds: [] }, []],
  ])('%s', (_, uid, thing, relations) => expect(standingsOf(uid, thing)).toEqual(relations))
})
