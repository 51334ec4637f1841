import type { AccessDocument } from '../../../contract/people.ts'

type Firebase = typeof import('./firebase.ts')

/** What access/{uid} says a person may do. */
export type Standing = Pick<AccessDocument, 'role' | 'suspended'>

/** Whoever ends all other sessions gets a new one for this page a moment later: it is given the time. In milliseconds. */
const patience = 5_000

/** A sign-in counts in whole seconds, as the API and the rules compare it. */
const isOver = async ({ auth }: Firebase, validAfter: number): Promise<boolean> => {
  const token = await auth.currentUser?.getIdTokenResult().catch(() => null)
  return Boolean(token) && Date.parse(token!.authTime) / 1000 < Math.floor(validAfter / 1000)
}

/** Tells what a person may do as it changes, and when the session was ended. Returns what stops it. */
export const watchStanding = (
  firebase: Firebase,
  uid: string,
  heard: (standing: Standing | null) => void,
  ended: () => void,
): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let close = () => {}
  let closed = false
  const later = (work: () => void) => {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(work, patience)
  }
  const judge = async (validAfter: number) => {
    if (!(await isOver(firebase, validAfter))) return
    later(async () => {
      if ((await isOver(firebase, validAfter)) && !closed) ended()
    })
  }
  const open = () => {
    close = firebase.onSnapshot(
      firebase.doc(firebase.db, `access/${uid}`),
      (found) => {
        const known = found.data()
        // An empty cache says nothing of what the server has.
        if (!known && found.metadata.fromCache) return
        clearTimeout(timer)
        heard(known ? { role: known.role, suspended: known.suspended } : null)
        // Suspended people are told so, and signed in they stay to read it.
        if (known?.validAfter && !known.suspended) void judge(known.validAfter.toMillis())
      },
      () => later(open),
    )
  }
  open()
  return () => {
    closed = true
    clearTimeout(timer)
    close()
  }
}
