import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { Profile } from '../../contract/people.ts'
import { config } from '../../server/config.ts'
import { api } from '../../testing/api.ts'
import { password, signIn, signInWith, signUp } from '../../testing/people.ts'
import { readStackLogs } from '../../testing/secret-search.ts'
import { serveFunction } from '../../testing/serve-function.ts'
import { waitUntil } from '../../testing/wait-until.ts'

const nextPassword = 'a better one than before'
const changePassword = (as: { token: string }, newPassword = nextPassword, currentPassword = password) =>
  api('PUT', '/v1/me/password', { currentPassword, newPassword }, as)
const readMe = (token: string) => api<Profile>('GET', '/v1/me', undefined, { token })
/** Firebase counts sign-ins in whole seconds. After this wait, a change is later than the sign-ins before it. */
const nextSecond = () => {
  const second = Math.floor(Date.now() / 1000)
  return waitUntil('the next second', () => Math.floor(Date.now() / 1000) > second)
}

test('a changed password ends every other session and keeps this one', async () => {
  const olga = await signUp('Olga')
  const phone = await signIn(olga.email)
  expect((await readMe(phone)).status).toBe(200)
  await nextSecond()

  const { status, body } = await changePassword(olga)
  expect({ status, keys: Object.keys(body) }).toEqual({ status: 200, keys: ['customToken'] })
  for (const token of [olga.token, phone])
    expect((await readMe(token)).body).toMatchObject({ code: 'unauthenticated' })

  const here = await signInWith('signInWithCustomToken', { token: body.customToken })
  expect((await readMe(here.idToken)).body).toMatchObject({
    uid: olga.uid,
    email: olga.email,
    emailVerified: true,
  })
  await expect(signIn(olga.email)).rejects.toThrow(/INVALID/)
  expect((await readMe(await signIn(olga.email, nextPassword))).status).toBe(200)
})

describe('a refused change', () => {
  test('ends no session and leaves the password as it was', async () => {
    const olga = await signUp('Olga')
    await nextSecond()
    for (const [newPassword, currentPassword, code] of [
      [nextPassword, `${password}!`, 'wrong-password'],
      ['1234567', password, 'password-too-short'],
      ['password1', password, 'password-too-common'],
      [password, password, 'password-reused'],
    ])
      expect((await changePassword(olga, newPassword, currentPassword)).body.code).toBe(code)
    expect((await readMe(olga.token)).status).toBe(200)
    expect(await signIn(olga.email)).toEqual(expect.any(String))
  })
})

test('a leaked password is refused, and a service that fails lets it pass', async () => {
  const olga = await signUp('Olga')
  const digest = createHash('sha1').update(nextPassword).digest('hex').toUpperCase()
  const leaks = createServer((_request, response) => response.end(`${digest.slice(5)}:7`)).listen(
    0,
    '127.0.0.1',
  )
  await once(leaks, 'listening')
  config.breachedPasswordsUrl = `http://127.0.0.1:${(leaks.address() as AddressInfo).port}`
  try {
    await using served = await serveFunction('me-change-password')
    const change = () =>
      fetch(`${served.url}/v1/me/password`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${olga.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ currentPassword: password, newPassword: nextPassword }),
      })
    expect(await (await change()).json()).toMatchObject({
      code: 'password-too-common',
      fields: [{ path: 'newPassword' }],
    })
    expect(await signIn(olga.email)).toEqual(expect.any(String))
    leaks.closeAllConnections()
    await new Promise((resolve) => leaks.close(resolve))
    expect((await change()).status).toBe(200)
  } finally {
    config.breachedPasswordsUrl = undefined
  }
})

test('no password is in the log', () => {
  const log = readStackLogs('functions.log')
  expect(log).toContain('me-change-password')
  for (const secret of [password, nextPassword, 'password1']) expect(log).not.toContain(secret)
})
