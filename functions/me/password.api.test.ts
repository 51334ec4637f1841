import { describe, expect, test } from 'vitest'
import type { Profile } from '../../contract/people.ts'
import { api } from '../../testing/api.ts'
import { password, signIn, signInWith, signUp } from '../../testing/people.ts'
import { readStackLogs } from '../../testing/secret-search.ts'
import { waitUntil } from '../../testing/wait-until.ts'

const better = 'a better one than before'
const change = (as: { token: string }, newPassword = better, currentPassword = password) =>
  api('PUT', '/v1/me/password', { currentPassword, newPassword }, as)
const me = (token: string) => api<Profile>('GET', '/v1/me', undefined, { token })
/** Firebase counts sign-ins in whole seconds: what comes now is later than what was. */
const nextSecond = () => {
  const second = Math.floor(Date.now() / 1000)
  return waitUntil('the next second', () => Math.floor(Date.now() / 1000) > second)
}

test('a changed password ends every other session and keeps this one', async () => {
  const olga = await signUp('Olga')
  const phone = await signIn(olga.email)
  expect((await me(phone)).status).toBe(200)
  await nextSecond()

  const { status, body } = await change(olga)
  expect({ status, keys: Object.keys(body) }).toEqual({ status: 200, keys: ['customToken'] })
  for (const token of [olga.token, phone])
    expect((await me(token)).body).toMatchObject({ code: 'unauthenticated' })

  const here = await signInWith('signInWithCustomToken', { token: body.customToken })
  expect((await me(here.idToken)).body).toMatchObject({
    uid: olga.uid,
    email: olga.email,
    emailVerified: true,
  })
  await expect(signIn(olga.email)).rejects.toThrow(/INVALID/)
  expect((await me(await signIn(olga.email, better))).status).toBe(200)
})

describe('a refused change', () => {
  test('ends no session and leaves the password as it was', async () => {
    const olga = await signUp('Olga')
    await nextSecond()
    for (const [newPassword, currentPassword, code] of [
      [better, `${password}!`, 'wrong-password'],
      ['1234567', password, 'password-too-short'],
      ['password1', password, 'password-too-common'],
      [password, password, 'password-reused'],
    ])
      expect((await change(olga, newPassword, currentPassword)).body.code).toBe(code)
    expect((await me(olga.token)).status).toBe(200)
    expect(await signIn(olga.email)).toEqual(expect.any(String))
  })
})

test('no password, old, new, right or wrong, is in the log', () => {
  const log = readStackLogs('functions.log')
  expect(log).toContain('me-change-password')
  for (const secret of [password, better, 'password1']) expect(log).not.toContain(secret)
})
