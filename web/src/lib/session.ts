import { useSyncExternalStore } from 'react'
import type { Profile } from '../../../contract/people.ts'
import { answer, api } from './api.ts'
import type { User } from './firebase.ts'
import { fetchPart } from './part.ts'
import { type Standing, watchStanding } from './standing.ts'
import { provideSessionEnd, provideToken } from './token.ts'
import { forgetAllUnsaved } from './unsaved.ts'

type Firebase = typeof import('./firebase.ts')

export type Person = { uid: string; email: string; verified: boolean }
export type Session =
  /** Firebase is not loaded yet. `person` was signed in when the page was last open. */
  | { status: 'unknown'; person: Person | null; profile: null; standing: null }
  /** `ended`: another device ended the session, while the page was open or before. */
  | { status: 'out'; person: null; profile: null; standing: null; ended: 'now' | 'before' | null }
  /** `standing` arrives a moment later, and then stays live. */
  | { status: 'in'; person: Person; profile: Profile | null; standing: Standing | null }

/** Reads the person that Firebase stores, so that the page knows them before Firebase is loaded. */
const readStoredPerson = (): Person | null => {
  try {
    const key = Object.keys(localStorage).find((name) => name.startsWith('firebase:authUser:'))
    const user = key && JSON.parse(localStorage.getItem(key) ?? 'null')
    return user ? { uid: user.uid, email: user.email ?? '', verified: user.emailVerified === true } : null
  } catch {
    return null
  }
}

let session: Session = { status: 'unknown', person: readStoredPerson(), profile: null, standing: null }
const listeners = new Set<() => void>()
const setSession = (next: Session) => {
  session = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useSession = (): Session => useSyncExternalStore(subscribe, () => session)

const readProfile = async (uid: string) => {
  // The first read creates the profile of a person who signed up at Firebase directly.
  const profile = await answer(api.GET('/v1/me')).catch(() => null)
  if (profile && session.status === 'in' && session.person.uid === uid) setSession({ ...session, profile })
}

let watched: { uid: string; close: () => void } | undefined
let ending = false

/** Follows access/{uid}: what the person may do, and whether this session continues. */
const followStanding = (firebase: Firebase, uid: string | null) => {
  if (watched?.uid === uid) return
  watched?.close()
  watched = undefined
  if (uid === null) return
  const close = watchStanding(
    firebase,
    uid,
    (standing) =>
      session.status === 'in' && session.person.uid === uid && setSession({ ...session, standing }),
    () => {
      ending = true
      void firebase.signOut(firebase.auth)
    },
  )
  watched = { uid, close }
}

const adopt = async (firebase: Firebase, user: User | null) => {
  followStanding(firebase, user?.uid ?? null)
  if (!user) {
    // While it loads, Firebase checks the stored person, and the session may have ended.
    const ended = ending ? 'now' : session.status === 'unknown' && session.person ? 'before' : null
    setSession({ status: 'out', person: null, profile: null, standing: null, ended })
    ending = false
    return
  }
  const previous = session.status === 'in' && session.person.uid === user.uid ? session : null
  const profile = previous?.profile ?? null
  const person = { uid: user.uid, email: user.email ?? '', verified: user.emailVerified }
  setSession({ status: 'in', person, profile, standing: previous?.standing ?? null })
  if (user.emailVerified) {
    // A token issued before the confirmation says "not verified", and the API trusts the token.
    const token = await user.getIdTokenResult().catch(() => null)
    if (token?.claims.email_verified === false) await user.getIdToken(true).catch(() => null)
  }
  if (!profile && firebase.auth.currentUser?.uid === user.uid) await readProfile(user.uid)
}

let starting: Promise<Firebase> | undefined

/** Loads Firebase and the session. Call it after the page's first content is painted. */
export const startSession = (): Promise<Firebase> => {
  starting ??= fetchPart(() => import('./firebase.ts')).then(async (firebase) => {
    await new Promise<void>((known) => {
      firebase.onIdTokenChanged(firebase.auth, (user) => {
        void adopt(firebase, user)
        known()
      })
    })
    return firebase
  })
  starting.catch(() => {
    starting = undefined
  })
  return starting
}

/** Firebase's error codes for a session that another device ended. Firebase has signed out by then. */
const endedCodes: ReadonlySet<string> = new Set([
  'auth/user-token-expired',
  'auth/user-disabled',
  'auth/user-not-found',
])
provideToken(async () => {
  const user = (await startSession()).auth.currentUser
  return (
    user?.getIdToken().catch((error: { code?: string }) => {
      if (!endedCodes.has(error.code ?? '')) throw error
      return null
    }) ?? null
  )
})
provideSessionEnd(() => {
  ending = true
  void endSession()
})

/** Notices an address that was confirmed in another tab or on another device. */
export const recheckVerified = async (): Promise<void> => {
  if (document.visibilityState !== 'visible' || session.status !== 'in' || session.person.verified) return
  const user = (await startSession()).auth.currentUser
  await user?.reload().catch(() => null)
  if (user?.emailVerified) await user.getIdToken(true).catch(() => null)
}
addEventListener('focus', () => void recheckVerified())
document.addEventListener('visibilitychange', () => void recheckVerified())

/** Resolves once a person is signed in. */
export const waitForSignIn = () =>
  new Promise<void>((known) => {
    const check = () => {
      if (session.status !== 'in') return
      stop()
      known()
    }
    const stop = subscribe(check)
    check()
  })

const endSession = async (): Promise<void> => {
  const firebase = await startSession()
  await firebase.signOut(firebase.auth)
}

/** For a person who wants to leave. After a session that ended by itself, their unsaved texts stay on the device. */
export const signOut = async (): Promise<void> => {
  forgetAllUnsaved()
  await endSession()
}

/** Call it after the person changes their own profile. */
export const adoptProfile = (profile: Profile): void => {
  if (session.status === 'in') setSession({ ...session, profile })
}
