import { useSyncExternalStore } from 'react'
import type { Profile } from '../../../contract/people.ts'
import { answer, api } from './api.ts'
import type { User } from './firebase.ts'
import { fetchPart } from './part.ts'
import { type Standing, watchStanding } from './standing.ts'
import { provideEnding, provideToken } from './token.ts'

type Firebase = typeof import('./firebase.ts')

export type Person = { uid: string; email: string; verified: boolean }
export type Session =
  /** Firebase has not said yet; `person` is who was signed in when the page was last open. */
  | { status: 'unknown'; person: Person | null; profile: null; standing: null }
  /** `ended`: from elsewhere, while the page was open or before. */
  | { status: 'out'; person: null; profile: null; standing: null; ended: 'now' | 'before' | null }
  /** `standing` is known a moment later, and then live. */
  | { status: 'in'; person: Person; profile: Profile | null; standing: Standing | null }

/** Firebase keeps the person here; reading it spares the page from guessing before Firebase is loaded. */
const remembered = (): Person | null => {
  try {
    const key = Object.keys(localStorage).find((name) => name.startsWith('firebase:authUser:'))
    const user = key && JSON.parse(localStorage.getItem(key) ?? 'null')
    return user ? { uid: user.uid, email: user.email ?? '', verified: user.emailVerified === true } : null
  } catch {
    return null
  }
}

let session: Session = { status: 'unknown', person: remembered(), profile: null, standing: null }
const listeners = new Set<() => void>()
const become = (next: Session) => {
  session = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useSession = (): Session => useSyncExternalStore(subscribe, () => session)

const readProfile = async (uid: string) => {
  // The first read also makes the profile of somebody who signed up at Firebase directly.
  const profile = await answer(api.GET('/v1/me')).catch(() => null)
  if (profile && session.status === 'in' && session.person.uid === uid) become({ ...session, profile })
}

let watched: { uid: string; close: () => void } | undefined
let ending = false

/** Follows access/{uid}: what they may do, and whether this session goes on. */
const follow = (firebase: Firebase, uid: string | null) => {
  if (watched?.uid === uid) return
  watched?.close()
  watched = undefined
  if (uid === null) return
  const close = watchStanding(
    firebase,
    uid,
    (standing) => session.status === 'in' && session.person.uid === uid && become({ ...session, standing }),
    () => {
      ending = true
      void firebase.signOut(firebase.auth)
    },
  )
  watched = { uid, close }
}

const adopt = async (firebase: Firebase, user: User | null) => {
  follow(firebase, user?.uid ?? null)
  if (!user) {
    // Firebase asks for who was remembered as it loads, and may hear that the session has ended.
    const ended = ending ? 'now' : session.status === 'unknown' && session.person ? 'before' : null
    become({ status: 'out', person: null, profile: null, standing: null, ended })
    ending = false
    return
  }
  const before = session.status === 'in' && session.person.uid === user.uid ? session : null
  const profile = before?.profile ?? null
  const person = { uid: user.uid, email: user.email ?? '', verified: user.emailVerified }
  become({ status: 'in', person, profile, standing: before?.standing ?? null })
  if (user.emailVerified) {
    // A token from before the confirmation still says "not verified", and the API believes the token.
    const token = await user.getIdTokenResult().catch(() => null)
    if (token?.claims.email_verified === false) await user.getIdToken(true).catch(() => null)
  }
  if (!profile && firebase.auth.currentUser?.uid === user.uid) await readProfile(user.uid)
}

let starting: Promise<Firebase> | undefined

/** Loads Firebase and finds out who is here. Called once the page's first content stands. */
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

/** What Firebase says of a session that was ended elsewhere; it has signed out by then. */
const endings: ReadonlySet<string> = new Set([
  'auth/user-token-expired',
  'auth/user-disabled',
  'auth/user-not-found',
])
provideToken(async () => {
  const user = (await startSession()).auth.currentUser
  return (
    user?.getIdToken().catch((error: { code?: string }) => {
      if (!endings.has(error.code ?? '')) throw error
      return null
    }) ?? null
  )
})
provideEnding(() => {
  ending = true
  void signOut()
})

/** Whoever confirms their address in another tab or on the phone is recognised on coming back. */
export const recheck = async (): Promise<void> => {
  if (document.visibilityState !== 'visible' || session.status !== 'in' || session.person.verified) return
  const user = (await startSession()).auth.currentUser
  await user?.reload().catch(() => null)
  if (user?.emailVerified) await user.getIdToken(true).catch(() => null)
}
addEventListener('focus', () => void recheck())
document.addEventListener('visibilitychange', () => void recheck())

/** Until the session says who came in. */
const signedIn = () =>
  new Promise<void>((known) => {
    const check = () => {
      if (session.status !== 'in') return
      stop()
      known()
    }
    const stop = subscribe(check)
    check()
  })

/** After each way of signing in: waits until the page knows who it is, and puts it on record. */
export const welcomeIn = async (): Promise<void> => {
  await signedIn()
  // Nobody waits for it, and leaving the page doesn't stop it.
  void api.POST('/v1/me/sign-ins', { keepalive: true }).catch(() => {})
}

export const signIn = async (email: string, password: string): Promise<void> => {
  const firebase = await startSession()
  await firebase.signInWithEmailAndPassword(firebase.auth, email, password)
  await welcomeIn()
}

/** Goes on as the same person after every session was ended. */
export const signInWithToken = async (customToken: string): Promise<void> => {
  const firebase = await startSession()
  await firebase.signInWithCustomToken(firebase.auth, customToken)
}

/** Who came with another account, such as Google's, may have no password. */
export const hasPassword = async (): Promise<boolean> => {
  const { providerData = [] } = (await startSession()).auth.currentUser ?? {}
  return providerData.some(({ providerId }) => providerId === 'password')
}

export const signOut = async (): Promise<void> => {
  const firebase = await startSession()
  await firebase.signOut(firebase.auth)
}

/** After a change of one's own profile. */
export const adoptProfile = (profile: Profile): void => {
  if (session.status === 'in') become({ ...session, profile })
}
