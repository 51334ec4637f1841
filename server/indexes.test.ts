import { expect, test } from 'vitest'
import type * as z from 'zod'
import { activity } from '../contract/activity.ts'
import { announcementDocument } from '../contract/announcements.ts'
import { avatarDocument } from '../contract/avatars.ts'
import { clientDocument } from '../contract/clients.ts'
import { cloudAccountDocument } from '../contract/cloud-accounts.ts'
import { clusterDocument } from '../contract/clusters.ts'
import { eventDocument } from '../contract/events.ts'
import { mail } from '../contract/mails.ts'
import { notificationDocument } from '../contract/notifications.ts'
import { oidcArtifact } from '../contract/oidc.ts'
import { access, person, usernameClaim } from '../contract/people.ts'
import { registrationDocument } from '../contract/registrations.ts'
import { reviewDocument } from '../contract/reviews.ts'
import { runDocument } from '../contract/runs.ts'
import firestoreIndexes from '../firestore.indexes.json' with { type: 'json' }
import { formsByCollections, timeFieldsOf } from './documents.ts'

/** Each collection with the times that a query filters or orders by without a composite index. */
const collections: [string, z.ZodObject, string[]][] = [
  ['access', access, ['deletingSince', 'suspensionChangedAt']],
  ['activity', activity, ['at']],
  ['announcements', announcementDocument, []],
  ['avatars', avatarDocument, []],
  ['cloudAccounts', cloudAccountDocument, ['createdAt']],
  ['clients', clientDocument, ['createdAt']],
  ['clusters', clusterDocument, ['createdAt', 'linksDueAt']],
  ['events', eventDocument, ['remindAt']],
  ['mails', mail, []],
  ['notifications', notificationDocument, ['createdAt']],
  ['oidcArtifacts', oidcArtifact, []],
  ['people', person, ['createdAt']],
  ['registrations', registrationDocument, ['requestedAt']],
  ['reviews', reviewDocument, ['createdAt']],
  ['runs', runDocument, ['createdAt']],
  ['usernames', usernameClaim, []],
]

const hasCompositeIndex = (collection: string, field: string) =>
  firestoreIndexes.indexes.some(
    ({ collectionGroup, fields }) =>
      collectionGroup === collection && fields.some(({ fieldPath }) => fieldPath === field),
  )
const isExempt = (collection: string, field: string) =>
  firestoreIndexes.fieldOverrides.some(
    ({ collectionGroup, fieldPath, indexes }) =>
      collectionGroup === collection && fieldPath === field && indexes.length === 0,
  )

// An index on a time limits a collection to about 500 writes a second: https://cloud.google.com/firestore/quotas#soft_limits
test.each(collections)('%s: each time is either queried or has no index', (collection, schema, queried) => {
  const wrong = [...timeFieldsOf(schema)].filter((field) => {
    const isQueried = queried.includes(field) || hasCompositeIndex(collection, field)
    return isQueried === isExempt(collection, field)
  })
  expect(wrong).toEqual([])
})

const withTtl = firestoreIndexes.fieldOverrides
  .filter((override) => 'ttl' in override && override.ttl)
  .map(({ collectionGroup, fieldPath }) => `${collectionGroup}.${fieldPath}`)

test('a document that says when it expires is deleted then', () => {
  const expiring = [...formsByCollections]
    .filter(([, { schema, indexFields }]) => 'expiresAt' in schema.shape || indexFields.includes('expiresAt'))
    .map(([path]) => `${path.split('/').at(-1)}.expiresAt`)
  // A cluster is destroyed at its end, and its document stays.
  expect(expiring.filter((name) => !withTtl.includes(name))).toEqual(['clusters.expiresAt'])
})

// Written out: without a TTL, what grows with every request, message or sign-in stays for ever.
test('what grows with use has a TTL', () => {
  const growing = [
    ...['activity', 'deadLetters', 'devices', 'idempotency', 'limits', 'mails', 'messageFailures'],
    ...['notifications', 'offerings', 'oidcArtifacts', 'removed'],
  ]
  expect(withTtl.toSorted()).toEqual(growing.map((name) => `${name}.expiresAt`))
})
