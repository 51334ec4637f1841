import { describe, expect, test } from 'vitest'
import { documents } from '../../server/documents.ts'
import { auth } from '../../server/firebase-admin.ts'
import { api } from '../../testing/api.ts'
import { publishEvent, workshop } from '../../testing/events.ts'
import { asPerson, signIn, signUp, tokenOf } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'

const identityToolkit = (method: string, body: object) =>
  fetch(
    `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com/v1/accounts:${method}?key=demo-key`,
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
const recordSignIn = (token: string) => api('POST', '/v1/me/sign-ins', {}, { token })
const look = async (token: string) => (await api('GET', '/v1/me/events', undefined, { token })).status
/** Firebase counts in whole seconds. */
const nextSecond = () => {
  const at = (Math.floor(Date.now() / 1000) + 1) * 1000
  return waitUntil('the next second', () => Date.now() >= at)
}

describe('a password that a client changes at Firebase itself', () => {
  test('ends earlier sessions at the API with the next sign-in', async () => {
    const nina = await signUp('Nina')
    await nextSecond()
    const { ok } = await identityToolkit('update', { idToken: nina.token, password: 'another-secret-9' })
    expect(ok).toBe(true)
    // Firebase renews no session, but the token still has most of its hour.
    expect(await look(nina.token)).toBe(200)
    const later = await signIn(nina.email, 'another-secret-9')
    expect((await recordSignIn(later)).status).toBe(204)
    expect(await look(nina.token)).toBe(401)
    expect(await look(later)).toBe(200)
  })

  test('changes nothing for a person whose password stays', async () => {
    const nina = await signUp('Nina')
    expect((await recordSignIn(nina.token)).status).toBe(204)
    expect((await documents.access(nina.uid).get()).data()).toEqual({ role: 'member', suspended: false })
  })

  test('of a person without an account ends nothing, and the sign-in is recorded', async () => {
    const sam = await asPerson('Sam')
    expect((await recordSignIn(sam.token)).status).toBe(204)
  })
})

describe('an address that a client sets at Firebase itself', () => {
  test.each([
    ['too long', `${'a'.repeat(250)}@labseat.test`],
    ['not an address', 'nina at labseat'],
  ])('counts as none and as not confirmed if the API would refuse it: %s', async (_, email) => {
    const nina = await asPerson('Nina')
    const token = tokenOf(nina, { email, email_verified: true })
    const { body } = await api('GET', '/v1/me', undefined, { token })
    expect(body).toMatchObject({ email: null, emailVerified: false })
    const created = await api('POST', '/v1/events', workshop(), { token })
    expect(created.body).toMatchObject({ code: 'email-not-verified' })
  })

  test('is not confirmed before its owner opens the link', async () => {
    const nina = await signUp('Nina')
    await publishEvent(nina)
    await auth.updateUser(nina.uid, { email: `x-${nina.email}`, emailVerified: false })
    const token = await signIn(`x-${nina.email}`)
    const created = await api('POST', '/v1/events', workshop(), { token })
    expect(created.body).toMatchObject({ code: 'email-not-verified' })
  })
})
