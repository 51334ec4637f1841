import * as openid from 'openid-client'
import { beforeAll, describe, expect, test } from 'vitest'
import { access } from '../../contract/people.ts'
import { config } from '../../server/config.ts'
import { db, documents, toFields } from '../../server/documents.ts'
import { addClusterClient, openClusterClient, rotateClusterClient } from '../../server/oidc/cluster-client.ts'
import { clusterClientId, deleteClusterClient } from '../../server/oidc/cluster-client-id.ts'
import { findEntrant } from '../../server/oidc/entry.ts'
import { removePerson } from '../../server/people/remove-person.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { publishEvent } from '../../testing/events.ts'
import {
  answer,
  Browser,
  begin,
  discover,
  endArtifacts,
  errorOf,
  exchange,
  findInProvider,
  signInAndExchange,
  signInAt,
  signInIdOf,
} from '../../testing/oidc-client.ts'
import { asPerson, type Person, withAccount } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { registerClient, type TestClient } from '../../testing/sign-ins.ts'

type Setting = { otto: Person; olga: Person; erik: Person; eventId: string; client: TestClient }

const organiseWith = (eventId: string, ...organisers: Person[]) =>
  documents.event(eventId).update({ organiserIds: organisers.map(({ uid }) => uid) })

/** Erik has a seat at Olga's event, and Otto's program lets its seat holders in. */
const makeSetting = async (): Promise<Setting> => {
  const [otto, olga, erik] = await Promise.all([
    asPerson('Otto', { role: 'operator' }),
    asPerson('Olga'),
    asPerson('Erik'),
  ])
  const event = await publishEvent(olga)
  await organiseWith(event.id, olga, otto)
  await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik)
  await waitUntilSettled(db, event.id)
  const client = await registerClient(otto, { audience: 'event', eventId: event.id })
  return { otto, olga, erik, eventId: event.id, client }
}

const changeAccess = (person: Person, change: Record<string, unknown>) =>
  documents.access(person.uid).update(toFields(access, change))

const losses: [what: string, lose: (setting: Setting) => Promise<unknown>, refusal: string | undefined][] = [
  [
    'gave up the seat',
    async ({ eventId, erik }) => {
      await api('DELETE', `/v1/events/${eventId}/registrations/me`, undefined, erik)
      await waitUntilSettled(db, eventId)
    },
    'no-access',
  ],
  [
    'lost the seat with the event',
    async ({ eventId, olga }) => {
      await api('POST', `/v1/events/${eventId}/cancel`, undefined, olga)
      await waitUntilSettled(db, eventId)
    },
    'no-access',
  ],
  [
    'has a seat at an event that an admin hid',
    ({ eventId }) => documents.event(eventId).update({ state: 'hidden' }),
    'no-access',
  ],
  ['was suspended', ({ erik }) => changeAccess(erik, { suspended: true }), 'forbidden'],
  [
    'is leaving',
    ({ erik }) => changeAccess(erik, { deletingSince: new Date().toISOString() }),
    'unauthenticated',
  ],
  [
    'ended all sessions',
    ({ erik }) => changeAccess(erik, { validAfter: new Date(Date.now() + 5000).toISOString() }),
    'unauthenticated',
  ],
  [
    'uses a client whose owner was suspended',
    ({ otto }) => changeAccess(otto, { suspended: true }),
    'no-access',
  ],
  [
    'uses a client whose owner is no operator',
    ({ otto }) => changeAccess(otto, { role: 'member' }),
    'no-access',
  ],
  [
    'uses a client that now belongs to another event',
    async ({ client, otto, olga }) => {
      const { id } = await publishEvent(olga)
      await organiseWith(id, olga, otto)
      await api('PATCH', `/v1/clients/${client.id}`, { eventId: id }, otto)
    },
    'no-access',
  ],
  [
    'uses a client that was deleted',
    ({ client, otto }) => api('DELETE', `/v1/clients/${client.id}`, undefined, otto),
    undefined,
  ],
]

/** A client that no longer exists gets no answer at all. */
const isActive = (configuration: openid.Configuration, token: string): Promise<boolean> =>
  openid.tokenIntrospection(configuration, token).then(
    ({ active }) => active,
    async (error: unknown) => {
      expect(await errorOf(Promise.reject(error))).toBe('invalid_client')
      return false
    },
  )

describe.each(losses)('a person who %s', (_what, lose, refusal) => {
  let setting: Setting
  let signedIn: Awaited<ReturnType<typeof signInAndExchange>>
  let unused: { attempt: Awaited<ReturnType<typeof begin>>; callback: URL }
  let begunId: string
  beforeAll(async () => {
    setting = await makeSetting()
    const { client, erik } = setting
    signedIn = await signInAndExchange(client, erik)
    const attempt = await begin(client)
    unused = { attempt, callback: await signInAt(attempt, erik) }
    begunId = signInIdOf((await new Browser().open((await begin(client)).url)).url)
    const { sub } = signedIn.tokens.claims()!
    expect(
      await openid.fetchUserInfo(signedIn.attempt.configuration, signedIn.tokens.access_token, sub),
    ).toHaveProperty('groups', ['role:member', `event:${setting.eventId}`])
    await lose(setting)
  })

  test('is refused with the access token that is still running', async () => {
    const { attempt, tokens } = signedIn
    const { sub } = tokens.claims()!
    expect(await errorOf(openid.fetchUserInfo(attempt.configuration, tokens.access_token, sub))).toMatch(
      /^invalid_token$/,
    )
  })

  test('gets no new token, and the old ones count as inactive', async () => {
    const { attempt, tokens } = signedIn
    expect(await errorOf(openid.refreshTokenGrant(attempt.configuration, tokens.refresh_token!))).toMatch(
      /^invalid_(grant|client)$/,
    )
    for (const token of [tokens.access_token, tokens.refresh_token!])
      expect(await isActive(attempt.configuration, token)).toBe(false)
  })

  test('gets nothing for a code that was not used yet', async () => {
    expect(await errorOf(exchange(unused.attempt, unused.callback))).toMatch(/^invalid_(grant|client)$/)
  })

  test('cannot sign in again', async () => {
    const { status, body } = await answer(begunId, setting.erik)
    expect(status).toBeGreaterThanOrEqual(400)
    if (refusal) expect(body).toMatchObject({ code: refusal })
  })
})

test('access ends with the access token, after five minutes at most', async () => {
  const { client, erik } = await makeSetting()
  const { attempt, tokens } = await signInAndExchange(client, erik)
  await endArtifacts('AccessToken', ({ personId }) => personId === erik.uid)
  const { sub } = tokens.claims()!
  expect(await errorOf(openid.fetchUserInfo(attempt.configuration, tokens.access_token, sub))).toBe(
    'invalid_token',
  )
})

test('a person without a seat does not get in, and gets in with one', async () => {
  const { client, eventId, olga } = await makeSetting()
  const sam = await asPerson('Sam')
  const signInId = signInIdOf((await new Browser().open((await begin(client)).url)).url)
  expect((await answer(signInId, sam)).body).toMatchObject({ code: 'no-access' })
  expect((await api('GET', `/v1/sign-ins/${signInId}`, undefined, sam)).body.refusal).toBe('no-seat')
  await api('POST', `/v1/events/${eventId}/registrations`, undefined, sam)
  await waitUntilSettled(db, eventId)
  expect((await signInAndExchange(client, sam)).tokens.claims()!.groups).toContain(`event:${eventId}`)
  expect((await signInAndExchange(client, olga)).tokens.claims()!.groups).toEqual([
    'role:member',
    `event:${eventId}:organiser`,
  ])
})

test('a person who left takes their codes and tokens along', async () => {
  const { client, erik } = await makeSetting()
  const { attempt, tokens } = await signInAndExchange(client, erik)
  await withAccount(erik)
  await changeAccess(erik, { deletingSince: new Date().toISOString() })
  await removePerson(erik.uid, 'test', new Date().toISOString())
  expect(await findInProvider(erik.uid)).toEqual([])
  expect(await errorOf(openid.refreshTokenGrant(attempt.configuration, tokens.refresh_token!))).toBe(
    'invalid_grant',
  )
})

test('a role that needs a second factor counts only after a sign-in with one', async () => {
  const { client, otto } = await makeSetting()
  const stored = (await documents.client(client.id).get()).data()!
  const roleWith = async (hasSecondFactor: boolean) =>
    (await findEntrant(stored, otto.uid, { hasSecondFactor, issuedAtSeconds: Date.now() / 1000 }))?.facts.role
  config.secondFactorRoles.add('operator')
  try {
    expect(await roleWith(false)).toBe('member')
    expect(await roleWith(true)).toBe('operator')
  } finally {
    config.secondFactorRoles.delete('operator')
  }
})

describe('the services of a cluster', () => {
  test('sign in who has a seat at its event, with a secret that is encrypted at rest', async () => {
    const { otto, erik, eventId } = await makeSetting()
    const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
    const { clusterId } = await storeCluster(otto, account, { eventId })
    const now = new Date().toISOString()
    const redirectUris = ['https://jupyter.labseat.test/hub/oauth_callback']
    const created = db.batch()
    await addClusterClient(
      created,
      { clusterId, name: 'Workshop', ownerId: otto.uid, eventId, redirectUris, logoutUris: [] },
      now,
    )
    await created.commit()
    const opened = (await openClusterClient(clusterId))!
    expect(opened.clientId).toBe(clusterClientId(clusterId))
    const stored = await db.getAll(documents.client(opened.clientId), documents.clientSecret(opened.clientId))
    expect(JSON.stringify(stored.map((snapshot) => snapshot.data()))).not.toContain(opened.secret)
    const client = { id: opened.clientId, secret: opened.secret, redirectUris } as TestClient
    const { attempt, tokens } = await signInAndExchange(client, erik)
    expect(tokens.claims()!.groups).toEqual(['role:member', `event:${eventId}`, `cluster:${clusterId}:user`])
    expect((await signInAndExchange(client, otto)).tokens.claims()!.groups).toEqual([
      'role:operator',
      `event:${eventId}:organiser`,
      `cluster:${clusterId}:owner`,
    ])

    // People change it only with the cluster.
    for (const [method, path] of [
      ['POST', '/rotate'],
      ['DELETE', ''],
    ] as const)
      expect((await api(method, `/v1/clients/${client.id}${path}`, undefined, otto)).body.code).toBe(
        'client-of-cluster',
      )

    const rotated = db.batch()
    await rotateClusterClient(rotated, clusterId, now)
    await rotated.commit()
    expect(await errorOf(openid.refreshTokenGrant(attempt.configuration, tokens.refresh_token!))).toBe(
      'invalid_client',
    )
    const renewed = await discover({ id: client.id, secret: (await openClusterClient(clusterId))!.secret })
    expect((await openid.refreshTokenGrant(renewed, tokens.refresh_token!)).claims()!.sub).toBe(
      tokens.claims()!.sub,
    )

    await documents.cluster(clusterId).update({ live: false, state: 'destroyed' })
    expect(await errorOf(openid.refreshTokenGrant(renewed, tokens.refresh_token!))).toBe('invalid_grant')
    const deleted = db.batch()
    deleteClusterClient(deleted, clusterId)
    await deleted.commit()
    expect(await openClusterClient(clusterId)).toBeUndefined()
    expect(await errorOf(openid.refreshTokenGrant(renewed, tokens.refresh_token!))).toBe('invalid_client')
  })
})
