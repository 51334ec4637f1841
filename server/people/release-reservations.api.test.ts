import { expect, test } from 'vitest'
import type { Profile } from '../../contract/people.ts'
import { api } from '../../testing/api.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { inHours } from '../../testing/events.ts'
import { signIn, unique } from '../../testing/people.ts'
import { newcomer } from '../../testing/world.ts'
import { db, documents } from '../documents.ts'
import { auth } from '../firebase-admin.ts'
import { releaseReservations } from './release-reservations.ts'

/** Writes what a sign-up leaves when its process dies after the first of its two writes. */
const leaveReservation = async (nina: ReturnType<typeof newcomer>, minutesAgo: number): Promise<string> => {
  const uid = `killed-${unique()}`
  const at = new Date(inHours(-minutesAgo / 60)).toISOString()
  const { email: _email, password: _password, ...profile } = nina
  const batch = db.batch()
  batch.create(documents.person(uid), { ...profile, uid, createdAt: at, updatedAt: at, state: 'reserved' })
  batch.create(documents.username(nina.username), { uid, createdAt: at })
  batch.create(documents.access(uid), { role: 'member', suspended: false })
  await batch.commit()
  return uid
}
const sweep = () => releaseReservations(choreContext())
const register = (nina: ReturnType<typeof newcomer>) => api<Profile>('POST', '/v1/auth/register', nina)

test('a sign-up that was killed between its two writes frees its username and address within minutes', async () => {
  const nina = newcomer()
  const uid = await leaveReservation(nina, 4)
  expect((await register(nina)).body).toMatchObject({ code: 'username-taken' })
  // The account does not exist yet, so the address is free.
  expect((await register({ ...newcomer(), email: nina.email })).status).toBe(201)

  const tess = newcomer()
  const lost = await leaveReservation(tess, 4)
  await sweep()
  for (const gone of [uid, lost])
    for (const ref of [documents.person(gone), documents.access(gone)])
      expect((await ref.get()).exists, ref.path).toBe(false)
  const secondAnswer = await register(tess)
  expect(secondAnswer.status).toBe(201)
  expect(secondAnswer.body.uid).not.toBe(lost)
  expect(await signIn(tess.email)).toBeTruthy()
})

test('a sign-up that is still in progress keeps its username', async () => {
  const nina = newcomer()
  const uid = await leaveReservation(nina, 1)
  await sweep()
  expect((await documents.person(uid).get()).data()?.state).toBe('reserved')
  expect((await register(nina)).body).toMatchObject({ code: 'username-taken' })
})

test('a sign-up that was killed after its second write is completed', async () => {
  const nina = newcomer()
  const uid = await leaveReservation(nina, 4)
  await auth.createUser({ uid, email: nina.email, password: nina.password })
  await sweep()
  expect((await documents.person(uid).get()).data()?.state).toBe('active')
  expect((await documents.notifications(uid).doc('welcome').get()).exists).toBe(true)
  const me = await api<Profile>('GET', '/v1/me', undefined, { token: await signIn(nina.email) })
  expect(me.body).toMatchObject({ uid, username: nina.username })
})
