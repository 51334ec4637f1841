import { describe, expect, test } from 'vitest'
import type { Role } from '../contract/people.ts'
import { config } from '../server/config.ts'
import { documents } from '../server/documents.ts'
import { publishEvent } from '../testing/events.ts'
import { asPerson, type Person, tokenOf } from '../testing/people.ts'
import { serveFunction } from '../testing/serve-function.ts'

/** Requires a second factor of these roles in this process. */
const requireFactorOf = (...roles: Role[]): Disposable => {
  const rolesBefore = config.secondFactorRoles
  config.secondFactorRoles = new Set(roles)
  return {
    [Symbol.dispose]: () => {
      config.secondFactorRoles = rolesBefore
    },
  }
}
const withFactor = (person: Person, kind = 'phone') =>
  tokenOf(person, { firebase: { sign_in_provider: 'password', sign_in_second_factor: kind } })

const call = async (name: string, path: string, token: string, init: RequestInit = {}) => {
  await using served = await serveFunction(name)
  const response = await fetch(`${served.url}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}` },
  })
  return {
    status: response.status,
    body: (await response.json()) as { code?: string; detail?: string; role?: Role },
  }
}
const listPeople = (token: string) => call('users-list', '/v1/users', token)

describe('where admins and operators need a second factor', () => {
  test('an admin without one is refused, and learns what to do', async () => {
    using _required = requireFactorOf('admin', 'operator')
    const adam = await asPerson('Adam', { role: 'admin' })
    const { status, body } = await listPeople(adam.token)
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'second-factor-required' })
    expect(body.detail).toContain('Settings → Second factor')
    for (const kind of ['phone', 'totp']) expect((await listPeople(withFactor(adam, kind))).status).toBe(200)
  })

  test('an operator without one is refused', async () => {
    using _required = requireFactorOf('admin', 'operator')
    const otto = await asPerson('Otto', { role: 'operator' })
    const list = (token: string) => call('clusters-list', '/v1/clusters', token)
    expect((await list(otto.token)).body.code).toBe('second-factor-required')
    expect((await list(withFactor(otto))).status).toBe(200)
    // A role that does not include the operation is still the reason.
    expect((await listPeople(otto.token)).body.code).toBe('forbidden')
  })

  test('an admin without one has the rights of a member, also in other people’s events', async () => {
    using _required = requireFactorOf('admin')
    const [adam, olga] = await Promise.all([asPerson('Adam', { role: 'admin' }), asPerson('Olga')])
    const event = await publishEvent(olga)
    expect((await call('me-get', '/v1/me', adam.token)).body.role).toBe('member')
    const cancel = (token: string) =>
      call('events-cancel', `/v1/events/${event.id}/cancel`, token, { method: 'POST' })
    expect((await cancel(adam.token)).body.code).toBe('forbidden')
    const own = await publishEvent(adam)
    const cancelOwn = await call('events-cancel', `/v1/events/${own.id}/cancel`, adam.token, {
      method: 'POST',
    })
    expect(cancelOwn.status).toBe(200)
    expect((await documents.event(event.id).get()).data()?.state).toBe('published')
    expect((await cancel(withFactor(adam))).status).toBe(200)
  })

  test('a session that continues another one has its factor', async () => {
    using _required = requireFactorOf('admin')
    const adam = await asPerson('Adam', { role: 'admin' })
    const continuing = (secondFactor?: string) =>
      tokenOf(adam, {
        firebase: { sign_in_provider: 'custom' },
        labseat: { signedInAt: Math.floor(Date.now() / 1000), ...(secondFactor && { secondFactor }) },
      })
    expect((await listPeople(continuing('phone'))).status).toBe(200)
    expect((await listPeople(continuing())).body.code).toBe('second-factor-required')
  })
})

test('where nobody needs a second factor, an admin without one may list people', async () => {
  const adam = await asPerson('Adam', { role: 'admin' })
  expect((await listPeople(adam.token)).status).toBe(200)
})
